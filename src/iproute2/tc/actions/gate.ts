import { hex } from '../filters/common.ts'
import { clockName } from '../names.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_gate.c, which does not tell the kind. */
export const printGate: ActionPrinter<'gate'> = (options, printing) => ({
  priority: options.priority ?? -1,
  clockid: clockName(options.clockid),
  flags: options.flags === undefined ? undefined : hex(options.flags),
  base_time: options.baseTime ?? 0,
  cycle_time: options.cycleTime ?? 0,
  cycle_time_ext: options.cycleTimeExt ?? 0,
  schedule: options.schedule?.map(({ gateState, index = 0, interval = 0, ipv = -1, maxOctets = -1 }) => ({
    number: index,
    gate_state: gateState,
    interval,
    ipv,
    max_octets: maxOctets,
  })),
  control_action: printControl(options.action),
  ...printIdentity(options, printing),
})
