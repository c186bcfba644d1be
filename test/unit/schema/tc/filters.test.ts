import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../../../src/schema/index.ts'

const { encode } = rtnetlink
const options = (hex: string): unknown => {
  const messages = rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex')))
  const [message] = messages.slice(-1)
  return message !== undefined && 'options' in message ? message.options : undefined
}
const header = { type: 'RTM_NEWTFILTER', flags: ['request'], seq: 1, pid: 0 }
/** The bytes of TCA_OPTIONS, which stand last. */
const made = (kind: string, options: object): string => {
  const bytes = encode({ header, kind, options } as never)
  // nlmsghdr, tcmsg, TCA_KIND with its padding
  const start = 16 + 20 + 4 + ((kind.length + 4) & ~3)
  return Buffer.from(bytes.subarray(start)).toString('hex')
}

test('bpf: a program in the words of tc', () => {
  const hex =
    '5c0000002c000200ffd2046b1c060000000000000200000001000000f2ffffff08000500080001006270660008000b0000000000' +
    '28000200080003000100010006000400010000000c00050006000000ffffffff0800090008000000'
  const value = { classid: '1:1', bytecode: [{ code: 6, jt: 0, jf: 0, k: 0xffffffff }], flagsGen: ['not_in_hw'] }
  assert.deepEqual(options(hex), value)
  const bytes = '28000200080003000100010006000400010000000c00050006000000ffffffff0800090008000000'
  assert.equal(made('bpf', value), bytes)
  assert.equal(made('bpf', { ...value, bytecode: '1,6 0 0 4294967295,' }), bytes)
  assert.throws(() => made('bpf', { bytecode: '2,6 0 0 0' }), /options.*: .*2/)
  assert.throws(() => made('bpf', { bytcode: '1,6 0 0 0' }), /did you mean 'bytecode'\?/)
})

test('bpf: a loaded program', () => {
  const hex =
    '700000002c00020037d5046bf0000000000000000200000001000000f2ffffff08000500080001006270660008000b0000000000' +
    '3c00020013000700702d636c733a5b2a66736f626a5d000008000b00050000000c000a00a04f5eef06a7f55508000800010000000800090009000000'
  assert.deepEqual(options(hex), {
    name: 'p-cls:[*fsobj]',
    id: 5,
    tag: 'a04f5eef06a7f555',
    flags: ['act_direct'],
    flagsGen: ['skip_hw', 'not_in_hw'],
  })
})

test('bpf: a count that is not that of the instructions is kept', () => {
  assert.equal(made('bpf', { opsLen: 2, ops: [{ code: 6, k: 0xffffffff }] }), '1800020006000400020000000c00050006000000ffffffff')
})

test('flow: a bit for each key', () => {
  const hex =
    '5c0000002c000200f8d2046be3050000000000000200000001000000f2ffffff0800050009000100666c6f770000000008000b0000000000' +
    '2400020008000100e020000008000200010000000800080008000000080003000100ffff'
  const value = { keys: ['iif', 'priority', 'mark', 'rtclassid'], mode: 'hash', divisor: 8, baseclass: 'ffff:1' }
  assert.deepEqual(options(hex), value)
  const keys = '0c00020008000100e0200000'
  assert.equal(made('flow', { keys: value.keys }), keys)
  assert.equal(made('flow', { keys: 'iif, priority,mark,rt-classid' }), keys)
  assert.equal(made('flow', { keys: 0x20e0 }), keys)
  assert.equal(made('flow', { keys: ['rxhash', 31] }), '0c0002000800010000000280')
  assert.throws(() => made('flow', { keys: ['source'] }), /options.keys.*'source' is not one of FLOW_KEY_\*/)
  assert.throws(() => made('flow', { keys: [32] }), RangeError)
  assert.equal(made('flow', { perturb: '10s' }), '0c00020008000c000a000000')
})
