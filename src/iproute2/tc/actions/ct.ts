import { counted } from '../filters/masks.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

type Options = Parameters<ActionPrinter<'ct'>>[0]

/** `src addr 192.0.2.1-192.0.2.9 port 80`; empty where the connection says it. */
function translation({ nat, addr, port }: Options): string | undefined {
  if (nat === undefined || nat === false) return undefined
  if (nat === true) return ''
  return `${nat}${addr === undefined ? '' : ` addr ${addr}`}${port === undefined ? '' : ` port ${port}`}`
}

function mark(value: Options['mark']): ReturnType<typeof counted> {
  const [bits, mask] = typeof value === 'string' ? value.split('/').map(Number) : [value]
  return counted('mark', bits, mask, 0xffffffff)
}

/** tc/m_ct.c. Helpers came after 6.1. */
export const printCt: ActionPrinter<'ct'> = (options, printing) => ({
  kind: 'ct',
  action: options.commit ? (options.force ? 'commit force' : 'commit') : options.clear ? 'clear' : undefined,
  ...mark(options.mark),
  zone: options.zone,
  label: options.label,
  nat: translation(options),
  control_action: printControl(options.action),
  ...printIdentity(options, printing),
})
