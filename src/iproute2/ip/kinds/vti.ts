import type { JsonObject, Printing } from '../../types.ts'
import { dotted } from '../link-names.ts'
import { endpoint, hexUnlessZero, lowerLink } from './tunnel.ts'

export interface Vti {
  readonly remote?: string
  readonly local?: string
  readonly link?: number
  readonly ikey?: number
  readonly okey?: number
  readonly fwmark?: number
}

/** A key, unless it is 0. */
const key = (number: number | undefined): string | undefined => (number ? dotted(number) : undefined)

/** A `vti` and a `vti6`. */
export const printVti = ({ remote, local, link, ikey, okey, fwmark }: Vti, printing: Printing): JsonObject => ({
  remote: endpoint(remote),
  local: endpoint(local),
  link: lowerLink(link, printing),
  ikey: key(ikey),
  okey: key(okey),
  fwmark: hexUnlessZero(fwmark),
})
