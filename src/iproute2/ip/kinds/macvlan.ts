import { MacvlanMode } from '../../../schema/link/kinds/macvlan.ts'
import type { KindPrinter } from './printer.ts'

const MODES: ReadonlySet<unknown> = new Set(['private', 'vepa', 'bridge', 'passthru', 'source'])

/** Addresses are told of mode `source` alone. */
export const printMacvlan: KindPrinter<'macvlan'> = ({ mode, flags = [], macaddrCount, macaddrData, bcQueueLen, bcQueueLenUsed }) => {
  const name = mode === undefined ? undefined : MacvlanMode.name(MacvlanMode.number(mode))
  return {
    mode: name === undefined ? undefined : MODES.has(name) ? name : 'unknown',
    nopromisc: flags.includes('nopromisc') || undefined,
    nodst: flags.includes('nodst') || undefined,
    bcqueuelen: bcQueueLen,
    usedbcqueuelen: bcQueueLenUsed,
    ...(name === 'source' && { macaddr_count: macaddrCount, macaddr_data: macaddrCount ? macaddrData : undefined }),
  }
}
