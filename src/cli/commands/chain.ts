// `rtnl chain`
import type { Chain } from '../../iproute/tc/types.ts'
import { nounRun } from '../noun.ts'
import { tcCall, tcCounters } from '../tc-words.ts'

/** Shows and changes chains of filters. */
export const run = nounRun<Chain>({
  method: 'tc',
  suffix: '-chain',
  iproute2: ['tc', 'chain'],
  told: ['index', 'kind', 'handle', 'parent', 'info', 'stats', 'stats2', 'xstats', 'hwOffload', 'prio', 'protocol', 'chain'],
  whole: true,
  positional: (command) => (command === 'show' ? ['dev'] : ['index', 'chain']),
  flags: { root: { parent: 'root' }, ingress: { parent: 'ingress' }, egress: { parent: 'egress' } },
  call: tcCall,
  counters: tcCounters,
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['parent', ({ parent }) => parent],
    ['chain', ({ chain }) => chain],
  ],
})
