// Actions in people's words: police, pedit, skbedit and tunnel_key, by what tc 6.1 and Linux 6.12 wrote.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PeditAction } from '../../../../src/schema/tc/actions/pedit.ts'
import { PoliceAction } from '../../../../src/schema/tc/actions/police.ts'
import { SkbeditAction } from '../../../../src/schema/tc/actions/skbedit.ts'
import { TunnelKeyAction } from '../../../../src/schema/tc/actions/tunnel_key.ts'
import { readOptions, writeOptions } from './option-bytes.ts'

const tm = { install: 9n, lastuse: 9n, expires: 0n, firstuse: 0n }
const TM = `09${'00'.repeat(7)}09${'00'.repeat(23)}`

test('police: rates in bit/s, the burst in bytes', () => {
  // The answer to `police rate 1mbit burst 10k peakrate 2mbit mtu 2000`.
  const hex =
    '3c00010001000000010000000000000000881300d0070000000100000000000048e80100000100000000000090d00300010000000000000000000000' +
    `24000600${TM}`
  const words = { index: 1, action: 'reclassify', rate: 1_000_000, burst: 10_240, mtu: 2000, peakrate: 2_000_000 }
  const told = { ...words, overhead: 0, mpu: 0, linklayer: 'ethernet', refcnt: 1, bindcnt: 0, tm }
  assert.deepEqual(readOptions(PoliceAction, hex), told)
  assert.equal(writeOptions(PoliceAction, told), hex)
  const people = { ...told, rate: '1mbit', burst: '10kb', peakrate: '2mbit', mtu: '2000b' }
  assert.equal(writeOptions(PoliceAction, people), hex)
})

test('police: rates above 32 bits, and of packets', () => {
  // tc actions add action police rate 50gbit burst 1m, without the table: 167 us are 2609 ticks, 6250000000 bytes a second.
  const spec = '00010000' + '00000000' + 'ffffffff'
  const wide = `3c000100000000000100000000000000310a000000000000${spec}${'00'.repeat(24)}0c000800806e877401000000`
  const read = readOptions(PoliceAction, wide) as { readonly rate: number; readonly burst: number }
  assert.equal(read.rate, 50e9)
  assert.equal(writeOptions(PoliceAction, read), wide)
  assert.equal(writeOptions(PoliceAction, { action: 'reclassify', rate: '50gbit', burst: '1m', linklayer: 'ethernet' }), wide)
  // tc actions add action police pkts_rate 1000 pkts_burst 200: 200000 us are 3125000 ticks.
  const packets = `3c0001000000000001000000${'00'.repeat(48)}0c000a00e8030000000000000c000b0008af2f0000000000`
  const words = readOptions(PoliceAction, packets) as { readonly pktsRate: number; readonly pktsBurst: number }
  assert.deepEqual([words.pktsRate, words.pktsBurst], [1000, 200])
  assert.equal(writeOptions(PoliceAction, structuredClone(words)), packets)
})

test('police: what words cannot say stays as it is', () => {
  // A burst, in ticks, without a rate; then two rates that contradict each other.
  const odd = `3c000100000000000100000000000000881300000000000000${'00'.repeat(35)}`
  assert.equal((readOptions(PoliceAction, odd) as { readonly burstTicks: number }).burstTicks, 5000)
  assert.equal(writeOptions(PoliceAction, readOptions(PoliceAction, odd)), odd)
  const two = `3c000100${'00'.repeat(24)}40420f00${'00'.repeat(28)}0c000800806e877401000000`
  assert.equal(writeOptions(PoliceAction, readOptions(PoliceAction, two)), two)
})

test('police: faults name the word', () => {
  const refused = (value: object, reason: RegExp): void => assert.throws(() => writeOptions(PoliceAction, value), reason)
  refused({ rate: '1mbitt' }, /rate: .*did you mean 'mbit'/)
  refused({ burst: '10k' }, /burst: 'rate' is missing/)
  refused({ pktsBurst: 10 }, /pktsBurst: 'pktsRate' is missing/)
  refused({ pktsRate: '10kpps' }, /pktsRate: '10kpps' is not a number of packets/)
  refused({ burts: 1 }, /'burts' is not an option of the action police; did you mean 'burst'/)
  refused({ tbf: { index: 1 }, rate: 8000 }, /'tbf' is given/)
})

/** Bytes of keys: mask, value, offset. */
const key = (mask: string, val: string, off: string): string => `${mask}${val}${off}${'00'.repeat(12)}`

test('pedit: keys of the network header, without more', () => {
  // The answer to `pedit munge offset 9 u8 set 0x11`.
  const general = '0100000000000000000000000100000000000000'
  const hex = `34000200${general}01000000${key('ff00ffff', '00110000', '08000000')}24000100${TM}`
  const told = { index: 1, capab: 0, action: 'ok', refcnt: 1, bindcnt: 0, keys: [{ off: 8, val: 0x110000, mask: 0xff00ffff }] }
  assert.deepEqual(readOptions(PeditAction, hex), { ...told, tm })
  assert.equal(writeOptions(PeditAction, { tm, ...told }), `24000100${TM}34000200${hex.slice(8, 104)}`)
  const phrase = writeOptions(PeditAction, { index: 1, refcnt: 1, munge: 'offset 9 u8 set 0x11' })
  assert.equal(phrase, hex.slice(0, 104))
})

test('pedit: keys with their header and command', () => {
  // What tc sent for `pedit ex munge eth src set 02:00:00:00:00:01`.
  const keys = key('ffff0000', '00000200', '04000000') + key('00000000', '00000001', '08000000')
  const ex = '1400068006000100010000000600020000000000'
  const hex = `4c000400${'00'.repeat(20)}02000000${keys}2c000580${ex}${ex}`
  const value = readOptions(PeditAction, hex) as { readonly keys: readonly object[] }
  assert.deepEqual(value.keys, [
    { htype: 'eth', cmd: 'set', off: 4, val: 0x200, mask: 0xffff0000 },
    { htype: 'eth', cmd: 'set', off: 8, val: 1, mask: 0 },
  ])
  assert.equal(writeOptions(PeditAction, structuredClone(value)), hex)
  assert.equal(writeOptions(PeditAction, { keys: ['eth src set 02:00:00:00:00:01'] }), hex)
})

test('pedit: phrases', () => {
  const keysOf = (...keys: readonly string[]): unknown =>
    (readOptions(PeditAction, writeOptions(PeditAction, { keys })) as { readonly keys: unknown }).keys
  assert.deepEqual(keysOf('ip6 hoplimit dec'), [{ htype: 'ip6', cmd: 'add', off: 4, val: 0xff, mask: 0xffffff00 }])
  assert.deepEqual(keysOf('ip6 traffic_class set 0xb8'), [{ htype: 'ip6', cmd: 'set', off: 0, val: 0x0b800000, mask: 0xf00fffff }])
  assert.deepEqual(keysOf('ip df invert'), [{ htype: 'ip4', cmd: 'set', off: 4, val: 0x4000, mask: 0xffffffff }])
  assert.deepEqual(keysOf('eth dst set 02:00:00:00:00:01'), [
    { htype: 'eth', cmd: 'set', off: 0, val: 0x02000000, mask: 0 },
    { htype: 'eth', cmd: 'set', off: 4, val: 0x00010000, mask: 0xffff },
  ])
  assert.deepEqual(keysOf('offset -14 u16 set 1', 'offset 4 u32 at 0 offmask 0f shift 2 set 5'), [
    { off: -16, val: 1, mask: 0xffff0000 },
    { off: 4, val: 5, mask: 0, at: 0, offmask: 0x0f, shift: 2 },
  ])
  assert.deepEqual(keysOf('offset 0 u16 add 1'), [{ htype: 'network', cmd: 'add', off: 0, val: 0x10000, mask: 0xffff }])
})

test('pedit: what does not fit together stays as it is', () => {
  const lone = `34000400${'00'.repeat(20)}01000000${key('00000000', '00000001', '08000000')}`
  assert.equal(writeOptions(PeditAction, readOptions(PeditAction, lone)), lone)
  const empty = `1c000400${'00'.repeat(24)}04000580`
  assert.equal(writeOptions(PeditAction, readOptions(PeditAction, empty)), empty)
})

test('pedit: faults name the phrase', () => {
  const refused = (value: object, reason: RegExp): void => assert.throws(() => writeOptions(PeditAction, value), reason)
  refused({ keys: ['ip dts set 192.0.2.1'] }, /keys\.0: 'dts' is not a field of ip; did you mean 'dst'/)
  refused({ keys: ['ip dst set'] }, /an address is missing at the end/)
  refused({ keys: ['ip dst set 192.0.2.256'] }, /'192.0.2.256' is not an IPv4 address/)
  refused({ keys: ['icmp type set 1'] }, /'icmp' is not a header/)
  refused({ keys: ['tcp dport set 70000'] }, /not within 0 \.\. 0xffff/)
  refused({ keys: ['tcp dport set 7 8'] }, /'8' is left over/)
  refused({ keys: ['tcp dport dec'] }, /cannot be decremented/)
  refused({ keys: ['ip6 src add ::1'] }, /can only be set/)
  refused({ keys: ['offset 3 u16 clear'] }, /not within one word/)
  refused({ keys: ['tcp dport add 1'], ex: false }, /without 'ex'/)
})

test('skbedit: flags of 64 bits', () => {
  // What tc sent for `skbedit inheritdsfield`, then a bit that no kernel has yet.
  const parms = '18000200000000000000000003000000' + '0000000000000000'
  const hex = `${parms}0c0009002000000000000000`
  const value = readOptions(SkbeditAction, hex) as { readonly flags: unknown }
  assert.deepEqual(value.flags, ['inheritdsfield'])
  assert.equal(writeOptions(SkbeditAction, value), hex)
  const newer = `${parms}0c0009002000000001000000`
  assert.equal((readOptions(SkbeditAction, newer) as { readonly flags: unknown }).flags, 0x1_0000_0020n)
  assert.equal(writeOptions(SkbeditAction, readOptions(SkbeditAction, newer)), newer)
})

test('tunnel_key: options of Geneve, in a nest each and in one', () => {
  const first = '060001000102000005000200800000000800030000800022'
  const second = '060001000103000005000200810000000c0003000102030405060708'
  const options = [
    { class: 0x102, type: 0x80, data: '00800022' },
    { class: 0x103, type: 0x81, data: '0102030405060708' },
  ]
  const requested = `40000b801c000100${first}20000100${second}`
  assert.deepEqual(readOptions(TunnelKeyAction, requested), { encOpts: { geneve: options } })
  assert.equal(writeOptions(TunnelKeyAction, { encOpts: { geneve: options } }), requested)
  const told = `3c000b8038000100${first}${second}`
  const value = readOptions(TunnelKeyAction, told)
  assert.deepEqual(value, { encOpts: { geneve: [options] } })
  assert.equal(writeOptions(TunnelKeyAction, structuredClone(value)), told)
})
