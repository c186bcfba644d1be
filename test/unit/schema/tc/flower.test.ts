import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { datagramMessages, difference, vectors } from '../../../vectors/read.ts'

type Recorded = 'request' | 'answer'
/** The message with options that tc sent for a recorded command, or that the kernel told of it. */
const message = (id: string, which: Recorded): Uint8Array => {
  const found = vectors('tc-filter').find((one) => one.id === `tc-filter/flower/${id}`)
  const [exchange, dir] = which === 'request' ? [found?.exchange, 'out'] : [found?.show?.exchange, 'in']
  const all = exchange?.filter((one) => one.dir === dir).flatMap(({ hex }) => datagramMessages(hex)) ?? []
  return all.findLast(({ type }) => type === 44)?.bytes ?? assert.fail(`no ${which} of ${id}`)
}
const optionsOf = (bytes: Uint8Array): unknown => (rtnetlink.decode(bytes)[0] as { readonly options?: unknown }).options

/** What was recorded reads as these options; written again, by key or by the kernel's names, they are the same. */
const reads = (id: string, which: Recorded, options: Readonly<Record<string, unknown>>): void => {
  test(`${id}, ${which}`, () => {
    const bytes = message(id, which)
    assert.deepEqual(optionsOf(bytes), options)
    const [decoded] = rtnetlink.decode(bytes)
    const again = rtnetlink.encode({ ...(decoded as object), options: structuredClone(options) } as never)
    assert.equal(difference(datagramMessages(bytes)[0]!.payload, datagramMessages(again)[0]!.payload, [20]), undefined)
  })
}

reads('src_mac-02.00.00.00.00.01_ff.ff.ff.00.00.00', 'request', {
  keyEthSrc: '02:00:00:00:00:01',
  keyEthSrcMask: 'ff:ff:ff:00:00:00',
  flags: [],
  keyEthType: 'ip',
})
reads('ct_state-trk-new-inv-rpl', 'answer', {
  keyEthType: 'ip',
  keyCtState: ['tracked', 'reply'],
  keyCtStateMask: ['new', 'tracked', 'invalid', 'reply'],
  flags: ['not_in_hw'],
  inHwCount: 0,
})
reads('ip_flags-nofirstfrag', 'request', { flags: [], keyFlags: [], keyFlagsMask: ['frag_is_first'], keyEthType: 'ip' })
reads('enc_key_id-5-erspan_opts-2.0.1.17_2.0.255.63', 'request', {
  keyEncKeyId: 5,
  keyEncOpts: { erspan: { ver: 2, index: 0, dir: 1, hwid: 17 } },
  keyEncOptsMask: { erspan: { ver: 2, index: 0, dir: 255, hwid: 63 } },
  flags: [],
  keyEthType: 'ip',
})
reads('enc_key_id-5-geneve_opts-0102.80.00800022_ffff.ff.ff', 'answer', {
  keyEthType: 'ip',
  keyEncKeyId: 5,
  keyEncOpts: { geneve: [{ class: 0x102, type: 0x80, data: Uint8Array.of(0, 0x80, 0, 0x22) }] },
  keyEncOptsMask: { geneve: [{ class: 0xffff, type: 0xff, data: Uint8Array.of(255, 255, 255, 255) }] },
  flags: ['not_in_hw'],
  inHwCount: 0,
})
reads('mpls-lse-depth-1-label-100-tc-2-bos-0-ttl-60-lse-dep', 'request', {
  keyMplsOpts: {
    lse: [
      { depth: 1, label: 100, tc: 2, bos: 0, ttl: 60 },
      { depth: 2, label: 200, bos: 1 },
    ],
  },
  flags: [],
  keyEthType: 'mpls_uc',
})
reads('vlan_id-7', 'request', { keyVlanId: 7, flags: [], keyEthType: '8021q' })

test("the kernel's names, and names of flags in tc's words", () => {
  const bytes = message('ip_flags-frag', 'request')
  const [{ header, ...rest }] = rtnetlink.decode(bytes) as unknown as [{ readonly header: object }]
  const again = rtnetlink.encode({
    header,
    ...rest,
    options: { TCA_FLOWER_KEY_FLAGS: 'frag', TCA_FLOWER_KEY_FLAGS_MASK: 1, TCA_FLOWER_FLAGS: 0, TCA_FLOWER_KEY_ETH_TYPE: 'ipv4' },
  } as never)
  assert.equal(difference(datagramMessages(bytes)[0]!.payload, datagramMessages(again)[0]!.payload, [20]), undefined)
})

test('a wrong key is named by its path', () => {
  const write = (options: object) => rtnetlink.encode({ header: { type: 'RTM_NEWTFILTER' }, kind: 'flower', options } as never)
  assert.throws(
    () => write({ keyIpv4Dest: '192.0.2.1' }),
    /options \(TCA_OPTIONS\): 'keyIpv4Dest' is not .*TCA_FLOWER_\*; did you mean 'keyIpv4Dst'/,
  )
  assert.throws(() => write({ keyTcpDst: 70000 }), /options\.keyTcpDst \(TCA_FLOWER_KEY_TCP_DST\): 70000/)
  assert.throws(() => write({ keyEncOpts: { vxlan: { gbp: -1 } } }), /options\.keyEncOpts\.vxlan\.gbp/)
})
