// IPsec, MACsec, rings, mobile networks, and controllers of CAN.
import { add, of, set, type Wishes } from './wish.ts'

const macsec = of('macsec', { link: 'd0' })
const ring = of('hsr', { slave1: 'd0', slave2: 'd1' })

export const others: Wishes = {
  'ip link add x0 type hsr slave1 d0 slave2 d1': ring(),
  'ip link add x0 type hsr slave1 d0 slave2 d1 supervision 45': ring({ supervision: 45 }),
  'ip link add x0 type hsr slave1 d0 slave2 d1 proto 1': ring({ proto: 'prp' }),
  'ip link add x0 type xfrm if_id 7': add({ kind: 'xfrm', ifId: 7 }),
  'ip link add x0 type xfrm external': add({ kind: 'xfrm', external: true }),
  'ip link add link d0 name x0 type macsec port 11': macsec({ port: 11 }),
  'ip link add link d0 name x0 type macsec icvlen 16 encrypt on': macsec({ icvlen: 16, encrypt: 'on' }),
  'ip link add link d0 name x0 type macsec protect off': macsec({ protect: false }),
  'ip link add link d0 name x0 type macsec replay on window 32': macsec({ replay: true, window: 32 }),
  'ip link add link d0 name x0 type macsec validate disabled': macsec({ validate: 'disabled' }),
  'ip link add link d0 name x0 type macsec validate strict': macsec({ validate: 'strict' }),
  'ip link add link d0 name x0 type macsec encodingsa 2': macsec({ encodingsa: 2 }),
  'ip link set x0 type macsec encrypt on validate check': set('x0', { kind: 'macsec', encrypt: true, validate: 'check' }),
  'ip link set x0 type macsec replay on window 8': set('x0', { kind: 'macsec', replay: 'on', window: 8 }),
  'ip link add x0 type gtp role ggsn hsize 128': add({ kind: 'gtp', role: 'ggsn', hsize: 128 }),
  'ip link add x0 type gtp role ggsn restart_count 3': add({ kind: 'gtp', role: 'ggsn', restartCount: 3 }),
  'ip link set x0 type can bitrate 500000': set('x0', { kind: 'can', bitrate: 500_000 }),
  'ip link set x0 type can bitrate 125000 sample-point 0.875': set('x0', { kind: 'can', bitrate: 125_000, samplePoint: 0.875 }),
}
