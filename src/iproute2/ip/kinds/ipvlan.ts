import type { KindPrinter } from './printer.ts'

const MODES: ReadonlySet<unknown> = new Set(['l2', 'l3', 'l3s'])

export const printIpvlan: KindPrinter<'ipvlan'> = ({ mode, flags }) => ({
  mode: mode === undefined ? undefined : MODES.has(mode) ? mode : 'unknown',
  ...(flags !== undefined && { [flags.includes('private') ? 'private' : flags.includes('vepa') ? 'vepa' : 'bridge']: true }),
})
