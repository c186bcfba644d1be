import type { ActionPrinter } from '../printers.ts'
import { printIdentity } from './common.ts'

const text = (data: string | Uint8Array): string =>
  typeof data === 'string' ? data : (new TextDecoder().decode(data).split('\0')[0] ?? '')

/** tc/m_simple.c, which tells neither kind nor verdict; 6.1 prints no JSON of it, so this is what later ones do. */
export const printSimple: ActionPrinter<'simple'> = (options, printing) => {
  if (options.data === undefined) return {}
  return { simple: text(options.data), ...printIdentity(options, printing) }
}
