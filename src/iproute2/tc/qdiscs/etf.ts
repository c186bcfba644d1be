import type { QdiscPrinter } from '../printers.ts'

/** Clocks that tc has names for. */
const CLOCKS: ReadonlySet<unknown> = new Set(['realtime', 'tai', 'boottime', 'monotonic'])
const onOff = (value: boolean | undefined): string => (value === true ? 'on' : 'off')

/** tc/q_etf.c */
export const printEtf: QdiscPrinter<'etf'> = {
  options: ({ clockid, delta, offload, deadlineMode, skipSockCheck }) => ({
    clockid: CLOCKS.has(clockid) ? String(clockid).toUpperCase() : 'invalid',
    delta,
    offload: onOff(offload),
    deadline_mode: onOff(deadlineMode),
    skip_sock_check: onOff(skipSockCheck),
  }),
}
