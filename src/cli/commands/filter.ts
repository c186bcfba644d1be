// `rtnl filter`
import type { Filter } from '../../iproute/tc/types.ts'
import { nounRun } from '../noun.ts'
import { tcCall, tcCounters } from '../tc-words.ts'

/** Hash table, bucket and number, as tc writes them (TC_U32_* in linux/pkt_cls.h). */
const u32Handle = (handle: number): string => {
  const [table, bucket, item] = [handle >>> 20, (handle >>> 12) & 0xff, handle & 0xfff].map((part) => (part === 0 ? '' : part.toString(16)))
  return `${table}:${bucket}:${item}`
}

/** Shows and changes filters. */
export const run = nounRun<Filter>({
  method: 'tc',
  suffix: '-filter',
  iproute2: ['tc', 'filter'],
  told: ['index', 'kind', 'handle', 'parent', 'info', 'stats', 'stats2', 'xstats', 'hwOffload', 'prio', 'protocol', 'chain'],
  whole: true,
  positional: (command) => (command === 'show' ? ['dev'] : ['kind']),
  flags: { root: { parent: 'root' }, ingress: { parent: 'ingress' }, egress: { parent: 'egress' } },
  call: tcCall,
  counters: tcCounters,
  // Besides the filters the kernel tells of each priority.
  keep: ({ handle }) => handle !== 0,
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['kind', ({ kind = '' }) => ['title', kind]],
    ['parent', ({ parent }) => parent],
    ['prio', ({ prio }) => prio],
    ['protocol', ({ protocol }) => String(protocol ?? '')],
    ['chain', ({ chain }) => (chain === 0 ? undefined : chain)],
    ['handle', ({ kind, handle }) => (kind === 'u32' ? u32Handle(Number(handle)) : String(handle))],
  ],
})
