// What may be said of bridges, their VLANs, groups and VNIs, and what may not: compiled, not run.
import type { Dump, GlobalVlan, IPRoute, MdbEntry, Mst, Vlan, Vni } from '../../src/index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <_ extends true>(): void => undefined

declare const ip: IPRoute
declare const vlan: Vlan
declare const entry: MdbEntry

export const said = [
  ip.vlan('add', { dev: 'p0', vid: '10-20', untagged: true }),
  ip.vlan('add', { dev: 'vx0', vid: [10, 20], tunnelId: '1000-1010' }),
  ip.vlan('set', { dev: 'p0', vid: 10, state: 'blocking', neighSuppress: true }),
  ip.vlan('set-global', { dev: 'br0', vid: 10, mcastQueryInterval: 1000, msti: 2 }),
  ip.vlan('add', vlan),
  ip.vlan('delete', { ...vlan, index: 7 }),
  ip.mdb('add', { dev: 'br0', port: 'p0', grp: '239.1.1.1', permanent: true, filterMode: 'include', srcList: ['192.0.2.1'] }),
  ip.mdb('add', { dev: 'vx0', port: 'vx0', grp: '239.1.1.1', dst: '192.0.2.9', dstPort: 4790, vni: 7, via: 'eth0', srcVni: 8 }),
  ip.mdb('add', entry),
  ip.vni('add', { dev: 'vx0', vni: [100, '200-300'], group: '239.1.1.1' }),
  ip.brport('set', { dev: 'p0', hairpin: true, mcastRouter: 'perm', hwmode: 'vepa', self: true, backupPort: null }),
  ip.link('set', { dev: 'p0', kind: 'bridge_slave', hairpin: true, backupPort: 'p1', neighForwardGrat: true }),
  ip.mst('set', { dev: 'p0', msti: 2, state: 'learning' }),
  ip.link('RTM_SETLINK', {
    ...{ family: 'bridge', dev: 'br0' },
    afSpec: { mrp: { instance: { ringId: 1, pIfindex: 2, sIfindex: 3 }, ringRole: { ringId: 1, role: 'mrm' } } },
  }),
  ip.link('RTM_SETLINK', {
    ...{ family: 'bridge', dev: 'br0' },
    afSpec: { cfm: { mepCreate: { instance: 1, domain: 'port', direction: 'down', ifindex: 2 } } },
  }),
] as const

// @ts-expect-error no such option
void ip.vlan('add', { dev: 'p0', vid: 10, untaged: true })
// @ts-expect-error an option of bridges, not of ports
void ip.vlan('set', { dev: 'p0', vid: 10, mcastQueryInterval: 1000 })
// @ts-expect-error no such mode
void ip.mdb('add', { dev: 'br0', port: 'p0', grp: '239.1.1.1', filterMode: 'inlcude' })
// @ts-expect-error no such command
void ip.vni('append', { dev: 'vx0', vni: 1 })
// @ts-expect-error the spanning tree is missing
void ip.mst('set', { dev: 'p0', state: 'learning' })

export const told = async (): Promise<void> => {
  const vlans = ip.getVlans({ dev: 'p0', vid: 10, stats: true })
  holds<Equal<typeof vlans, Dump<Vlan>>>()
  const globals = ip.vlan('show-global')
  holds<Equal<typeof globals, Dump<GlobalVlan>>>()
  const entries = await ip.mdb('get', { dev: 'br0', grp: '239.1.1.1' })
  holds<Equal<typeof entries, MdbEntry[]>>()
  const vnis = await ip.getVnis({ stats: true })
  holds<Equal<typeof vnis, Vni[]>>()
  const states = await ip.getMsts()
  holds<Equal<typeof states, Mst[]>>()
  const done = await ip.vlan('ensure', { dev: 'p0', vid: 10 })
  holds<Equal<typeof done, 'created' | 'changed' | 'unchanged'>>()
  for await (const event of ip.events('vlan', 'mdb')) {
    if (event.type === 'RTM_NEWMDB') holds<Equal<(typeof event.message)['index'], number>>()
    // @ts-expect-error VNIs were not asked for
    if (event.type === 'RTM_NEWTUNNEL') break
  }
}
