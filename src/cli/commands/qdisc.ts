// `rtnl qdisc`
import type { Qdisc } from '../../iproute/tc/types.ts'
import { nounRun } from '../noun.ts'
import { tcCall, tcCounters } from '../tc-words.ts'

/** Shows and changes queueing disciplines. */
export const run = nounRun<Qdisc>({
  method: 'tc',
  suffix: '',
  iproute2: ['tc', 'qdisc'],
  told: ['index', 'kind', 'handle', 'parent', 'info', 'stats', 'stats2', 'xstats', 'hwOffload'],
  whole: true,
  positional: (command) => (command === 'show' ? ['dev'] : ['kind']),
  flags: { root: { parent: 'root' }, ingress: { parent: 'ingress' }, egress: { parent: 'egress' } },
  call: tcCall,
  counters: tcCounters,
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['kind', ({ kind = '' }) => ['title', kind]],
    ['handle', ({ handle }) => (handle === '0:' ? '' : handle)],
    ['parent', ({ parent }) => parent],
  ],
})
