// Requests that dcb(8) of iproute2 6.1 made for a device that told it of empty objects, written down between it and sendto;
// sequence numbers are zero.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context, Request } from '../../../src/iproute/context.ts'
import { dcb } from '../../../src/iproute/dcb/dcb.ts'
import { DcbMessage } from '../../../src/schema/dcb/dcb.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { datagramMessages, difference, hex } from '../../vectors/read.ts'
import { payload, Recorder } from './input-recorder.ts'

const zeros = (count: number): string => '00'.repeat(count)
const head = (length: string, type: string, cmd: string): string => `${length}0000${type}000500${zeros(8)}00${cmd}0000070001006c6f0000`

const GET = head('1c00', '4e', '15')
/** The command, its last request, and the same in our words. */
const SENT: readonly (readonly [command: string, bytes: string, wish: (c: Context) => Promise<unknown>])[] = [
  ['ets show dev lo', GET, (c) => dcb(c, 'show', 'lo')],
  [
    'ets set dev lo willing on',
    `${head('6000', '4f', '14')}44000d803f0001000108${zeros(58)}`,
    (c) => dcb(c, 'set', 'lo', { ets: { willing: 1 } }),
  ],
  [
    'ets set dev lo tc-tsa all:strict 0:ets tc-bw all:0 0:100 prio-tc all:0',
    `${head('6000', '4f', '14')}44000d803f00010000080064${zeros(15)}02${zeros(40)}`,
    (c) => dcb(c, 'set', 'lo', { ets: { tcTsa: { all: 'strict', 0: 'ets' }, tcTxBw: { all: 0, 0: 100 }, prioTc: { all: 0 } } }),
  ],
  [
    'pfc set dev lo prio-pfc all:off 3:on',
    `${head('ac00', '4f', '14')}90000d808c0002000808${zeros(134)}`,
    (c) => dcb(c, 'set', 'lo', { pfc: { prioPfc: { all: false, 3: true } } }),
  ],
  [
    'pfc set dev lo macsec-bypass on delay 100',
    `${head('ac00', '4f', '14')}90000d808c000200080001006400${zeros(130)}`,
    (c) => dcb(c, 'set', 'lo', { pfc: { mbc: 1, delay: 100 } }),
  ],
  [
    'app add dev lo dscp-prio 24:3',
    `${head('2c00', '4f', '14')}10000d800c0003800800010005031800`,
    (c) => dcb(c, 'add', { dev: 'lo', app: [{ selector: 'dscp', protocol: 24, priority: 3 }] }),
  ],
  [
    'app del dev lo dscp-prio 24:3 ethtype-prio 0x8906:3 stream-port-prio 3260:4',
    `${head('3c00', '4f', '1b')}20000d801c00038008000100050318000800010001030689080001000204bc0c`,
    (c) =>
      dcb(c, 'del', 'lo', {
        app: [
          { selector: 'dscp', protocol: 24, priority: 3 },
          { selector: 'ethertype', protocol: 0x8906, priority: 3 },
          { selector: 'stream', protocol: 3260, priority: 4 },
        ],
      }),
  ],
  [
    'buffer set dev lo prio-buffer all:0 7:1 buffer-size all:1000',
    `${head('5000', '4f', '14')}34000d8030000a000000000000000001${'e8030000'.repeat(8)}00000000`,
    (c) => dcb(c, 'set', 'lo', { buffer: { prio2buffer: { all: 0, 7: 1 }, bufferSize: { all: 1000 } } }),
  ],
  [
    'maxrate set dev lo tc-maxrate all:10Gbit', // in bytes per second, where the kernel says kbit/s
    `${head('6400', '4f', '14')}48000d8044000700${'00807c814a000000'.repeat(8)}`,
    (c) => dcb(c, 'set', 'lo', { maxrate: { all: 0x4a817c8000n } }),
  ],
  ['dcbx set dev lo host ieee', `${head('2400', '4f', '17')}05000e0009000000`, (c) => dcb(c, 'set', 'lo', { dcbx: ['host', 'ver_ieee'] })],
]

const empty = { etsCap: 8, willing: 0, cbs: 0, tcTxBw: [0, 0, 0, 0, 0, 0, 0, 0] }
const device = ({ type }: Request): readonly unknown[] =>
  type === 'RTM_GETDCB' ? [{ ieee: { ets: empty, pfc: { pfcCap: 8 }, buffer: {}, maxrate: { tcMaxrate: [] } } }] : [{ ieee: 0, dcbx: [] }]

for (const [command, bytes, wish] of SENT) {
  test(`as dcb sent it: ${command}`, async () => {
    const context = new Recorder({}, device)
    await wish(context)
    const [theirs] = datagramMessages(bytes)
    assert.ok(theirs)
    assert.equal(DcbMessage.types[context.last.type as 'RTM_GETDCB'], theirs.type)
    const ours = payload(DcbMessage, context.last.message)
    assert.equal(hex(ours.subarray(0, 4)), hex(theirs.payload.subarray(0, 4)))
    assert.equal(difference(theirs.payload, ours, [4]), undefined)
    const [message] = rtnetlink.decode(theirs.bytes)
    const again = datagramMessages(rtnetlink.encode(message as never))[0]
    assert.equal(difference(theirs.payload, again?.payload ?? new Uint8Array(), [4]), undefined, 'decoded and encoded')
  })
}

test('a refusal that the kernel acknowledges stands in the answer', async () => {
  const refusing = new Recorder({}, ({ type }) => (type === 'RTM_GETDCB' ? [{}] : [{ ieee: -95, dcbx: ['host'] }]))
  const app = [{ selector: 'pcp', protocol: 1, priority: 1 }] as const
  await assert.rejects(dcb(refusing, 'add', 'lo', { app } as never), { code: 'EOPNOTSUPP', name: 'NetlinkError' })
  await assert.rejects(dcb(refusing, 'set', 'lo', { dcbx: ['host'] }), { code: 'EINVAL' })
})

test('selectors that 802.1Qaz does not know have an attribute of their own; links by index are asked their name', async () => {
  const context = new Recorder({}, ({ type }) => (type === 'RTM_GETLINK' ? [{ ifname: 'eth7' }] : [{ ieee: 0 }]))
  await dcb(context, 'add', 7, {
    app: [{ selector: 255, protocol: 1, priority: 1 }],
    rewr: [{ selector: 'dscp', protocol: 8, priority: 1 }],
  })
  const [message] = rtnetlink.decode(
    rtnetlink.encode({ header: { type: 'RTM_SETDCB', flags: ['request'] }, ...context.last.message } as never),
  ) as unknown as readonly object[]
  assert.deepEqual(
    { ...message, header: undefined },
    {
      header: undefined,
      ...{ family: 'unspec', cmd: 'ieee_set', ifname: 'eth7' },
      ieee: { appTable: [{ selector: 255, priority: 1, protocol: 1 }], rewrTable: [{ selector: 'dscp', priority: 1, protocol: 8 }] },
    },
  )
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  await assert.rejects(dcb(context, 'set', 'lo', {}), /what to set is not said/)
  await assert.rejects(dcb(context, 'set', 'lo', { pcf: {} } as object), /did you mean 'pfc'/)
  await assert.rejects(dcb(context, 'add', 'lo', {}), /'app' or 'rewr' is wanted/)
  await assert.rejects(dcb(context, 'get', {} as { readonly dev: string }), /which link is not said/)
  await assert.rejects(dcb(context, 'flush' as 'get', 'lo'), /'flush' is not a command/)
  assert.deepEqual(context.sent, [])
  const answering = new Recorder({}, device)
  await assert.rejects(dcb(answering, 'set', 'lo', { ets: { tcTsaa: {} } as object }), /did you mean 'tcTsa'/)
  await assert.rejects(dcb(answering, 'set', 'lo', { ets: { tcTsa: { 8: 'ets' } as object } }), /not 'all' or within 0 .. 7/)
  assert.ok(answering.sent.every(({ type }) => type === 'RTM_GETDCB'))
})
