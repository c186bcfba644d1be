import type { Listing } from '../types.ts'
import { listFdb } from './fdb.ts'
import { listPorts } from './link.ts'
import { listMdb } from './mdb.ts'
import { listVlans } from './vlan.ts'
import { listVnis } from './vni.ts'

/** What `bridge` has, in the order in which it tries its words. */
export const BRIDGE: Readonly<Record<string, Listing | undefined>> = {
  link: listPorts,
  fdb: listFdb,
  mdb: listMdb,
  vlan: listVlans,
  vni: listVnis,
  monitor: undefined,
}
