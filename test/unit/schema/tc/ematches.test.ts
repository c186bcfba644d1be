// Trees of ematches by what tc 6.1 wrote for expressions, and Linux 6.12 told of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scope } from '../../../../src/netlink/codec.ts'
import { withInputErrors } from '../../../../src/netlink/errors.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { BasicFilter } from '../../../../src/schema/tc/filters/basic.ts'

type Basic = Parameters<typeof BasicFilter.write>[1]
const CLASS = '0800010001000100'
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const decoded = (hex: string): BasicFilter => {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'))
  return BasicFilter.read(new DataView(bytes.buffer), 0, bytes.length, scope(0, true, true))
}
/** The attribute of the class first, as the table has it; tc writes it last. */
const encoded = (ematches: Basic['ematches']): string => {
  const out = new Writer(64, true)
  withInputErrors(() => BasicFilter.write(out, { classid: '1:1', ematches }, scope(0, true, true)))
  return toHex(out.finish())
}

/** This expression is these bytes of tc's, and reads as these matches, which are the same bytes again. */
const both = (expression: string, hex: string, matches: readonly object[]): void => {
  test(expression, () => {
    const bytes = CLASS + hex.slice(0, -CLASS.length)
    const { ematches } = decoded(hex)
    assert.deepEqual([...(ematches ?? [])], matches)
    assert.equal(encoded(structuredClone(ematches)), bytes)
    assert.equal(encoded(expression), bytes)
  })
}

const value = (number: number) => ({ id: 'value', type: 'int', value: number })
const integer = (id: string, mask = 0) => ({ id, type: 'int', mask })

both(
  'cmp(u8 at 9 layer network mask 0xff eq 6) and not nbyte("ababa" at 12 layer 1)',
  '4000020008000100020000003400020018000100000001000100000006000000ff000000090001011800020000000200040000000c00051061626162610000000800010001000100',
  [
    { kind: 'cmp', align: 'u8', off: 9, layer: 'network', mask: 0xff, opnd: 'eq', val: 6, relation: 'and' },
    { kind: 'nbyte', needle: 'ababa', off: 12, layer: 'network', not: true },
  ],
)
both(
  'cmp(u8 at 9 eq 6) and not (nbyte("ab" at 12 layer 2) or (meta(vlan mask 0x1 eq 5) or cmp(u8 at 2 eq 1)) or u32(u8 1 0xff at 3)) and (meta(pkt_len gt 3) or meta(dev eq 3))',
  '18010200080001000a0000000c01020018000100000001000100000006000000000000000900010110000200000000000500000003000000100003000000000000000000080000001400040000000200020000000c00022061620000100005000000000002000000060000001c0006000000030000000000000000ff0000000100000000000000002800070000000400020000000c0001002e10000000100000080002000100000008000300050000001800080000000100000000000100000000000000020001012800090000000400020000000c00010009100001001000000800020000000000080003000300000028000a0000000400000000000c0001000510000000100000080002000000000008000300030000000800010001000100',
  [
    { kind: 'cmp', align: 'u8', off: 9, layer: 'network', mask: 0, opnd: 'eq', val: 6, relation: 'and' },
    { kind: 'container', ref: 3, relation: 'and', not: true },
    { kind: 'container', ref: 8, relation: 'end' },
    { kind: 'nbyte', needle: 'ab', off: 12, layer: 'transport', relation: 'or' },
    { kind: 'container', ref: 6, relation: 'or' },
    { kind: 'u32', mask: 0xff, val: 1, off: 0, offmask: 0, relation: 'end' },
    { kind: 'meta', left: integer('vlan_tag', 1), op: 'eq', right: value(5), relation: 'or' },
    { kind: 'cmp', align: 'u8', off: 2, layer: 'network', mask: 0, opnd: 'eq', val: 1, relation: 'end' },
    { kind: 'meta', left: integer('pktlen'), op: 'gt', right: value(3), relation: 'or' },
    { kind: 'meta', left: integer('dev'), op: 'eq', right: value(3) },
  ],
)
both(
  'canid(sff 0x123 eff 0x12345678:0xff)',
  '2c0002000800010001000000200002001c000100000007000000000023010000ff07008078563492ff0000800800010001000100',
  [{ kind: 'canid', rules: ['sff 0x123', 'eff 0x12345678:0xff'] }],
)
both('nbyte(ab\\x at 1)', '240002000800010001000000180002001400010000000200000000000100041061625c780800010001000100', [
  { kind: 'nbyte', needle: 'ab\\x', off: 1, layer: 'network' },
])
both('nbyte("a\\x41\\101\\n" at 1)', '24000200080001000100000018000200140001000000020000000000010004106141410a0800010001000100', [
  { kind: 'nbyte', needle: Uint8Array.of(0x61, 0x41, 0x41, 0x0a), off: 1, layer: 'network' },
])
both(
  'u32(u16 0x1122 0xffff at nexthdr+4)',
  '2c0002000800010001000000200002001c0001000000030000000000ffff00001122000004000000ffffffff0800010001000100',
  [{ kind: 'u32', mask: 0xffff0000, val: 0x11220000, off: 4, offmask: -1 }],
)
both(
  'meta(rt_iif shift 2 mask 0xf lt random)',
  '3800020008000100010000002c0002002800010000000400000000000c0001000f10020201100000080002000f00000008000300000000000800010001000100',
  [{ kind: 'meta', left: { ...integer('rtiif', 0xf), shift: 2 }, op: 'lt', right: integer('random') }],
)

test('an answer of the kernel, its counters with it', () => {
  const answer =
    '08000100010001001400050000000000000000000000000000000000' +
    '2800020008000100010000001c000200180001000000010000000000090000000000000004001422'
  assert.deepEqual(decoded(answer), {
    classid: '1:1',
    pcnt: { rcnt: 0n, rhit: 0n },
    ematches: [{ kind: 'cmp', align: 'u32', off: 4, layer: 'transport', mask: 0, flags: ['trans'], opnd: 'lt', val: 9 }],
  })
})

test('objects: what is left out is as in an expression, and containers may hold their matches', () => {
  const objects = encoded([
    { kind: 'cmp', align: 'u8', off: 9, val: 6 },
    {
      kind: 'container',
      not: true,
      matches: [
        { kind: 'nbyte', needle: 'ab', off: 1, relation: 'or' },
        { kind: 'meta', left: { id: 'dev' }, right: 'eth0' },
      ],
    },
  ])
  const { ematches } = decoded(objects)
  assert.deepEqual(
    ematches?.map(({ kind, relation }) => [kind, relation]),
    [
      ['cmp', 'and'],
      ['container', 'end'],
      ['nbyte', 'or'],
      ['meta', undefined],
    ],
  )
  // tc gives the two sides different types here, which the kernel refuses.
  assert.deepEqual(ematches?.[3], {
    kind: 'meta',
    left: { id: 'dev', type: 'var' },
    op: 'eq',
    right: { id: 'value', type: 'var', value: 'eth0' },
  })
})

test('what has no word is kept: another program, a length that is none, an unknown kind', () => {
  // tree header { 1, 7 }; kind 200, flags 0x38, payload 4 bytes.
  const foreign = '20000200' + '0800010001000700' + '14000200' + '10000100' + '0500c80038000000' + 'deadbeef'
  const { ematches } = decoded(foreign)
  assert.deepEqual(ematches?.treeHdr, { nmatches: 1, progid: 7 })
  assert.deepEqual(
    [...(ematches ?? [])],
    [{ kind: 200, data: Uint8Array.of(0xde, 0xad, 0xbe, 0xef), matchid: 5, simple: true, headerFlags: 0x30 }],
  )
  assert.equal(encoded(structuredClone(ematches)), CLASS + foreign)
  const short = '24000200' + '0800010001000000' + '18000200' + '14000100' + '0000020000000000' + '01000910' + '61620000'
  const [nbyte] = decoded(short).ematches ?? []
  assert.deepEqual(nbyte, { kind: 'nbyte', off: 1, lenLayer: 0x1009, rest: Uint8Array.of(0x61, 0x62, 0, 0) })
  assert.equal(encoded(decoded(short).ematches), CLASS + short)
})

test('wrong input names the match and the word', () => {
  const refused = (ematches: unknown, message: RegExp) => assert.throws(() => encoded(ematches as string), message)
  refused('cmp(u8 at 9 eq 6) and', /an ematch .* is wanted where the end stands/)
  refused('cmp(u9 at 9 eq 6)', /'u8' or 'u16' or 'u32' is wanted where 'u9' stands/)
  refused('cmpp(u8 at 9 eq 6)', /'cmpp' is not an ematch; did you mean 'cmp'/)
  refused('nbyte("ab at 1)', /a closing quote is missing/)
  refused('u32(u16 1 0xffff at 1)', /not an offset of 16 bits/)
  refused([{ kind: 'cmp', align: 'u8', vall: 6 }], /ematches\.0.*'vall' is not an option of the ematch cmp; did you mean 'val'/)
  refused([{ kind: 'nbyte', needle: 5 }], /ematches\.0/)
  refused([{ kind: 'cpm' }], /did you mean 'cmp'/)
  refused([{ kind: 'meta', left: { id: 'nfmark' }, right: -1 }], /-1 is not a whole number of 32 bits/)
  refused(7, /an array of ematches, or an expression, is wanted/)
})
