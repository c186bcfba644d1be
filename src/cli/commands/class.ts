// `rtnl class`
import type { Class } from '../../iproute/tc/types.ts'
import { nounRun } from '../noun.ts'
import { tcCall, tcCounters } from '../tc-words.ts'

/** Shows and changes classes. */
export const run = nounRun<Class>({
  method: 'tc',
  suffix: '-class',
  iproute2: ['tc', 'class'],
  told: ['index', 'kind', 'handle', 'parent', 'info', 'stats', 'stats2', 'xstats', 'hwOffload'],
  whole: true,
  positional: (command) => (command === 'show' ? ['dev'] : ['kind']),
  flags: { root: { parent: 'root' }, ingress: { parent: 'ingress' }, egress: { parent: 'egress' } },
  call: tcCall,
  counters: tcCounters,
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['kind', ({ kind = '' }) => ['title', kind]],
    ['class', ({ handle }) => handle],
    ['parent', ({ parent }) => parent],
    ['leaf', ({ info }) => (info === undefined || info === 0 ? '' : `${info.toString(16)}:`)],
  ],
})
