// `rtnl action`
import type { ListedAction } from '../../iproute/tc/types.ts'
import { nounRun } from '../noun.ts'
import { tcCall } from '../tc-words.ts'

/** Shows and changes actions. */
export const run = nounRun<ListedAction>({
  method: 'tc',
  suffix: '-action',
  iproute2: ['tc', 'actions'],
  told: ['kind', 'index', 'stats'],
  whole: true,
  positional: () => ['kind'],
  pairs: { action: 'kind' },
  call: tcCall,
  columns: [
    ['kind', ({ kind = '' }) => ['title', kind]],
    ['index', ({ index }) => index],
  ],
})
