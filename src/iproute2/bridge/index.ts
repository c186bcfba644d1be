import type { Listing } from '../types.ts'

/** What `bridge` has, in the order in which it tries its words. */
export const BRIDGE: Readonly<Record<string, Listing | undefined>> = {
  link: undefined,
  fdb: undefined,
  mdb: undefined,
  vlan: undefined,
  vni: undefined,
  monitor: undefined,
}
