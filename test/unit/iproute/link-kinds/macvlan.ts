import { of, set, type Wishes } from './wish.ts'

const macvlan = of('macvlan', { link: 'd0' })
const macvtap = of('macvtap', { link: 'd0' })
const ipvlan = of('ipvlan', { link: 'd0' })
const ipvtap = of('ipvtap', { link: 'd0' })

export const macvlans: Wishes = {
  'ip link add link d0 name x0 type macvlan': macvlan(),
  'ip link add link d0 name x0 type macvlan mode private': macvlan({ mode: 'private' }),
  'ip link add link d0 name x0 type macvlan mode bridge': macvlan({ mode: 'bridge' }),
  'ip link add link d0 name x0 type macvlan mode passthru nopromisc': macvlan({ mode: 'passthru', nopromisc: true }),
  'ip link add link d0 name x0 type macvlan mode source nodst': macvlan({ mode: 'source', nodst: true }),
  'ip link add link d0 name x0 type macvlan mode source macaddr add 02:00:00:00:02:03': macvlan({
    mode: 'source',
    macaddr: { add: '02:00:00:00:02:03' },
  }),
  'ip link add link d0 name x0 type macvlan bcqueuelen 2000': macvlan({ bcqueuelen: 2000 }),
  'ip link set x0 type macvlan macaddr del 02:00:00:00:02:04': set('x0', { kind: 'macvlan', macaddr: { del: '02:00:00:00:02:04' } }),
  'ip link set x0 type macvlan mode private': set('x0', { kind: 'macvlan', mode: 'private' }),
  'ip link set x0 type macvlan bcqueuelen 500': set('x0', { kind: 'macvlan', bcqueuelen: 500 }),
  'ip link add link d0 name x0 type macvtap mode vepa bcqueuelen 128': macvtap({ mode: 'vepa', bcqueuelen: 128 }),
  'ip link add link d0 name x0 type macvtap mode passthru nopromisc': macvtap({ mode: 'passthru', nopromisc: true }),
  'ip link add link d0 name x0 type macvtap mode source macaddr set 02:00:00:00:02:01': macvtap({
    mode: 'source',
    macaddr: { set: ['02:00:00:00:02:01'] },
  }),
  'ip link add link d0 name x0 type macvtap mode private': macvtap({ mode: 'private' }),
  'ip link add link d0 name x0 type ipvlan': ipvlan(),
  'ip link add link d0 name x0 type ipvlan mode l3': ipvlan({ mode: 'l3' }),
  'ip link add link d0 name x0 type ipvlan mode l3s': ipvlan({ mode: 'l3s' }),
  'ip link add link d0 name x0 type ipvlan mode l3 private': ipvlan({ mode: 'l3', private: true }),
  'ip link set x0 type ipvlan mode l3': set('x0', { kind: 'ipvlan', mode: 'l3' }),
  'ip link add link d0 name x0 type ipvtap mode l3 vepa': ipvtap({ mode: 'l3', vepa: true }),
  'ip link add link d0 name x0 type ipvtap mode l3s private': ipvtap({ mode: 'l3s', private: true }),
}
