import { clockName } from '../names.ts'
import type { QdiscPrinter } from '../printers.ts'

const onOff = (value: boolean | undefined): string => (value === true ? 'on' : 'off')

/** tc/q_etf.c */
export const printEtf: QdiscPrinter<'etf'> = {
  options: ({ clockid, delta, offload, deadlineMode, skipSockCheck }) => ({
    clockid: clockName(clockid),
    delta,
    offload: onOff(offload),
    deadline_mode: onOff(deadlineMode),
    skip_sock_check: onOff(skipSockCheck),
  }),
}
