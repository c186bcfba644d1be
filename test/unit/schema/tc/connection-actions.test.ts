// Options of actions as Linux 6.12 and tc 6.1 wrote them (test/vectors), without the times (TCA_*_TM).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BpfAction } from '../../../../src/schema/tc/actions/bpf.ts'
import { CtAction } from '../../../../src/schema/tc/actions/ct.ts'
import { GateAction } from '../../../../src/schema/tc/actions/gate.ts'
import { IfeAction } from '../../../../src/schema/tc/actions/ife.ts'
import { MplsAction } from '../../../../src/schema/tc/actions/mpls.ts'
import { SimpleAction } from '../../../../src/schema/tc/actions/simple.ts'
import { SkbmodAction } from '../../../../src/schema/tc/actions/skbmod.ts'
import { difference } from '../../../vectors/read.ts'
import { readOptions, writeOptions } from './option-bytes.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
/** The recorded bytes say this, and this and all other spellings are written as the recorded attributes. */
const isSaid = (codec: unknown, recorded: string, value: object, ...spellings: object[]): void => {
  const hex = recorded.replaceAll(/\s/g, '')
  assert.deepEqual(readOptions(codec, hex), value)
  for (const one of [value, structuredClone(value), ...spellings])
    assert.equal(difference(bytes(hex), bytes(writeOptions(codec, one)), [0]), undefined)
}

/** What a request begins with that says nothing but the verdict. */
const pipe = { index: 0, capab: 0, action: 'pipe', refcnt: 0, bindcnt: 0 }
const PIPE = '18000100 0000000000000000030000000000000000000000'

test('ct: a translation by its side, addresses and ports', () => {
  isSaid(
    CtAction,
    `08000900c0000201 08000a00c0000209 06000d0003e80000 06000e0007d00000 0600030019000000 ${PIPE}`,
    { ...pipe, commit: true, nat: 'src', addr: '192.0.2.1-192.0.2.9', port: '1000-2000' },
    { action: 'pipe', commit: true, nat: 'src addr 192.0.2.1-192.0.2.9 port 1000-2000' },
    { action: 'pipe', ctAction: ['commit', 'nat', 'nat_src'], addr: '192.0.2.1-192.0.2.9', natPortMin: 1000, natPortMax: 2000 },
    { TCA_CT_PARMS: { action: 3 }, TCA_CT_ACTION: 0x19, addr: '192.0.2.1-192.0.2.9', port: '1000-2000' },
  )
  isSaid(
    CtAction,
    `14000b0020010db8000000000000000000000001 14000c0020010db8000000000000000000000001 0600030019000000 ${PIPE}`,
    { ...pipe, commit: true, nat: 'src', addr: '2001:db8::1' },
    { action: 'pipe', commit: true, nat: 'src', addr: '2001:db8::1-2001:db8::1' },
  )
})

test('ct: marks and labels with and without a mask', () => {
  isSaid(
    CtAction,
    `0800050005000000 08000600ffffffff 0600030001000000 ${PIPE}`,
    { ...pipe, commit: true, mark: 5 },
    { action: 'pipe', commit: true, mark: '5' },
    { action: 'pipe', commit: true, mark: '0x5/0xffffffff' },
    { action: 'pipe', commit: true, force: false, mark: 5, markMask: 0xffffffff },
  )
  isSaid(
    CtAction,
    `140007000123456789abcdef0123456789abcdef 14000800ffffffffffffffffffffffffffffffff 0600030001000000 ${PIPE}`,
    { ...pipe, commit: true, label: '0123456789abcdef0123456789abcdef' },
    { action: 'pipe', commit: true, label: '0123456789abcdef0123456789abcdef/ffffffffffffffffffffffffffffffff' },
  )
  // The recorded request with another mask, and without one: what the word cannot say keeps the kernel's name.
  isSaid(CtAction, `0800050005000000 080006000f000000 ${PIPE}`, { ...pipe, mark: '0x5/0xf' }, { action: 'pipe', mark: '5/15' })
  isSaid(CtAction, `0800050005000000 ${PIPE}`, { ...pipe, TCA_CT_MARK: 5 })
})

test('ct: what cannot be', () => {
  const refused = (value: object, reason: RegExp) => assert.throws(() => writeOptions(CtAction, value), reason)
  refused({ nat: 'source' }, /^TypeError: nat: 'src', 'dst', true or false is wanted, not 'source'/)
  refused({ commit: 1 }, /^TypeError: commit: true or false is wanted/)
  refused({ addr: '192.0.2.1-2001:db8::1' }, /^TypeError: addr: .* of one family/)
  refused({ port: '80-90-100' }, /^TypeError: port: '80-90-100' is not one value or a range/)
  refused({ port: 70_000 }, /^RangeError: port .*70000 is not a whole number within 0 .. 65535/)
  refused({ label: '012' }, /^TypeError: label .*two digits a byte/)
  refused({ helper: 'ftp' }, /^TypeError: helper: 'ftp' is not a helper \('ipv4-tcp-ftp'\)/)
  refused({ mask: 5 }, /'mask' is not an option of the action ct; did you mean 'mark'/)
})

test('gate: a schedule of open and closed times', () => {
  isSaid(
    GateAction,
    `180002000000000000000000030000000000000000000000 08000a000b000000
     40000580 20000180 04000200 0800030000c2eb0b 08000400ffffffff 0800050000127a00 1c000180 0800030000e1f505 08000400ffffffff 08000500ffffffff`,
    {
      ...pipe,
      clockid: 'tai',
      schedule: [
        { gateState: 'open', interval: 200_000_000, ipv: -1, maxOctets: 8_000_000 },
        { gateState: 'close', interval: 100_000_000, ipv: -1, maxOctets: -1 },
      ],
    },
    {
      action: 'pipe',
      clockid: 'TAI',
      schedule: [
        { gateState: 'open', interval: '200ms', ipv: -1, maxOctets: '8000000b' },
        { gate: false, interval: '0.1s', ipv: -1, maxOctets: -1 },
      ],
    },
  )
  const shut = { schedule: [{ gateState: 'shut', interval: 5 }] }
  assert.throws(() => writeOptions(GateAction, shut), /^TypeError: schedule\.0\.gateState.*'open' or 'close' is wanted, not 'shut'/)
})

test('ife: what is carried stands among the options', () => {
  const IFE = '1c000100000000000000000003000000000000000000000001000000'
  isSaid(
    IfeAction,
    `${IFE} 0a00030002000000000100000c00060008000100 07000000`,
    { ...pipe, mode: 'encode', dmac: '02:00:00:00:00:01', mark: 7 },
    { action: 'pipe', mode: 'encode', dmac: '02:00:00:00:00:01', metalst: { skbmark: 7 } },
  )
  isSaid(
    IfeAction,
    `${IFE} 06000500fefe00000a0004000200000000020000 0c0006000400030004000500`,
    { ...pipe, mode: 'encode', type: 0xfefe, smac: '02:00:00:00:00:02', prio: 'allow', tcindex: 'allow' },
    { action: 'pipe', mode: 'encode', type: 0xfefe, smac: '02:00:00:00:00:02', prio: 'allow', metalst: { tcindex: 'allow' } },
  )
  // An empty list says that nothing is carried, no list that everything is.
  isSaid(IfeAction, `${IFE} 04000600`, { ...pipe, mode: 'encode', metalst: {} })
  isSaid(IfeAction, IFE, { ...pipe, mode: 'encode' })
  assert.throws(() => writeOptions(IfeAction, { mode: 'encode', mark: 'use' }), /^TypeError: metalst\.skbmark/)
})

test('skbmod: the bits follow from what is given', () => {
  isSaid(
    SkbmodAction,
    `24000200 000000000000000003000000000000000000000000000000 0700000000000000 0a00030002000000000100000600050000080000 0a00040002000000000200 00`,
    { ...pipe, dmac: '02:00:00:00:00:01', etype: 'ip', smac: '02:00:00:00:00:02' },
    { action: 'pipe', dmac: '02:00:00:00:00:01', smac: '02:00:00:00:00:02', etype: 0x800 },
  )
  const swapped = writeOptions(SkbmodAction, { action: 'pipe', swapmac: true, ecn: true })
  assert.equal(swapped, '24000200000000000000000003000000000000000000000000000000' + '1800000000000000')
  assert.deepEqual(readOptions(SkbmodAction, swapped), { ...pipe, swapmac: true, ecn: true })
  // A bit without its attribute, which is nothing people say.
  const odd = swapped.replace('1800000000000000', '0100000000000000')
  isSaid(SkbmodAction, odd, { ...pipe, flags: 1n })
})

test('mpls: the operation among the options', () => {
  isSaid(
    MplsAction,
    '1c00020000000000000000000300000000000000000000000200000008000500640000000600040088480000050006000300000005000700400000000500080001000000',
    { ...pipe, mplsAction: 'push', label: 100, proto: 'mpls_mc', tc: 3, ttl: 64, bos: 1 },
    { action: 'pipe', mplsAction: 'TCA_MPLS_ACT_PUSH', label: 100, proto: 0x8848, tc: 3, ttl: 64, bos: true },
  )
})

test('bpf: a program as instructions and as text, or loaded', () => {
  isSaid(
    BpfAction,
    '06000300010000000c00040006000000ffffffff180002000000000000000000030000000000000000000000',
    { ...pipe, bytecode: [{ code: 6, jt: 0, jf: 0, k: 0xffffffff }] },
    { action: 'pipe', bytecode: '1,6 0 0 4294967295,' },
    { action: 'pipe', bytecode: '1\n6 0 0 4294967295\n' },
    { action: 'pipe', opsLen: 1, ops: '1,6 0 0 4294967295' },
  )
  isSaid(
    BpfAction,
    '180002000100000000000000030000000100000000000000 13000600702d6163743a5b2a66736f626a5d0000 0800090001000000 0c000800a04f5eef06a7f555',
    { ...pipe, index: 1, refcnt: 1, name: 'p-act:[*fsobj]', id: 1, tag: 'a04f5eef06a7f555' },
  )
  const refused = (program: unknown, reason: RegExp) => assert.throws(() => writeOptions(BpfAction, { bytecode: program }), reason)
  refused('2,6 0 0 1,', /^TypeError: bytecode: 1 instructions follow, not 2/)
  refused('6 0 0 1', /^TypeError: bytecode: .*does not begin with a number of instructions/)
  refused('1,6 0 0', /^TypeError: bytecode: '6 0 0' is not an instruction/)
  refused('1,6 0 256 1', /^RangeError: bytecode.*256 is not a whole number within 0 .. 255/)
  refused(7, /^TypeError: bytecode: a program is wanted/)
})

test('simple: text, or the bytes that tc(8) sends for it', () => {
  isSaid(
    SimpleAction,
    '180002000000000000000000030000000000000000000000 2400030068656c6c6f00504154483d2f7573722f7362696e3a2f7573722f62696e3a2f73',
    { ...pipe, data: new Uint8Array(Buffer.from('hello\0PATH=/usr/sbin:/usr/bin:/s')) },
  )
  isSaid(SimpleAction, '180002000100000000000000030000000100000000000000 0a00030068656c6c6f000000', {
    ...pipe,
    index: 1,
    refcnt: 1,
    data: 'hello',
  })
  assert.throws(() => writeOptions(SimpleAction, { data: 'x'.repeat(32) }), /^RangeError: data.*longer than 31 bytes/)
})
