import { hex } from '../filters/common.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_ctinfo.c: masks in hexadecimal, with `-s` what it did. */
export const printCtinfo: ActionPrinter<'ctinfo'> = (options, printing) => {
  const { parmsDscpMask, parmsDscpStatemask = 0, parmsCpmarkMask, statsDscpSet, statsDscpError, statsCpmarkSet } = options
  return {
    kind: 'ctinfo',
    zone: options.zone ?? 0,
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
    ...(parmsDscpMask !== undefined && { dscpmask: hex(parmsDscpMask), dscpstatemask: hex(parmsDscpStatemask) }),
    cpmark: parmsCpmarkMask === undefined ? undefined : hex(parmsCpmarkMask),
    ...(printing.statistics && { dscpset: statsDscpSet, dscperror: statsDscpError, cpmarkset: statsCpmarkSet }),
  }
}
