import type { ActionPrinter } from '../printers.ts'

/** To be written. */
export const printTunnelKey: ActionPrinter<'tunnel_key'> = () => ({})
