// Actions that look at connections, schedules and samples: our words against what tc(8) sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import { Recorder } from '../input-recorder.ts'
import { sameAsTc } from './wish.ts'

const tc = 'tc actions add action'

sameAsTc({
  [`${tc} ct clear`]: (ip) => ip.tc('add-action', 'ct', { clear: true }),
  [`${tc} ct zone 7`]: (ip) => ip.tc('add-action', 'ct', { zone: 7 }),
  [`${tc} ct commit`]: (ip) => ip.tc('add-action', 'ct', { commit: true }),
  [`${tc} ct commit mark 5`]: (ip) => ip.tc('add-action', 'ct', { commit: true, mark: '0x5/0xffffffff' }),
  [`${tc} ct commit label 0123456789abcdef0123456789abcdef`]: (ip) =>
    ip.tc('add-action', 'ct', { commit: true, label: '0123456789abcdef0123456789abcdef' }),
  [`${tc} ct commit nat src addr 192.0.2.1-192.0.2.9 port 1000-2000`]: (ip) =>
    ip.tc('add-action', 'ct', { commit: true, nat: 'src', addr: '192.0.2.1-192.0.2.9', port: '1000-2000' }),
  [`${tc} ct commit nat dst addr 192.0.2.1 port 80`]: (ip) =>
    ip.tc('add-action', 'ct', { commit: true, nat: 'dst', addr: '192.0.2.1', port: 80 }),
  [`${tc} ct commit nat src addr 2001:db8::1 pipe`]: (ip) =>
    ip.tc('add-action', 'ct', { commit: true, nat: 'src', addr: '2001:db8::1', action: 'pipe' }),
  [`${tc} ctinfo dscp 0xfc000000 0x01000000`]: (ip) => ip.tc('add-action', 'ctinfo', { dscp: '0xfc000000', statemask: 0x1000000 }),
  [`${tc} ctinfo dscp 0xfc000000`]: (ip) => ip.tc('add-action', 'ctinfo', { parmsDscpMask: 0xfc000000 }),
  [`${tc} connmark zone 7`]: (ip) => ip.tc('add-action', 'connmark', { zone: 7 }),
  [`${tc} connmark zone 7 pipe index 3`]: (ip) => ip.tc('add-action', 'connmark', { zone: 7, action: 'pipe', index: 3 }),
  [`${tc} sample rate 100 group 5 trunc 64 index 3`]: (ip) => ip.tc('add-action', 'sample', { rate: 100, group: 5, trunc: 64, index: 3 }),
  [`${tc} mpls pop protocol ipv4`]: (ip) => ip.tc('add-action', 'mpls', { pop: true, protocol: 'ipv4' }),
  [`${tc} mpls push protocol mpls_mc label 100 tc 3 ttl 64 bos 1`]: (ip) =>
    ip.tc('add-action', 'mpls', { push: true, protocol: 'mpls_mc', label: 100, tc: 3, ttl: 64, bos: 1 }),
  [`${tc} mpls modify label 200 tc 1 ttl 9`]: (ip) => ip.tc('add-action', 'mpls', { mplsAction: 'modify', label: 200, tc: 1, ttl: 9 }),
  [`${tc} mpls dec_ttl`]: (ip) => ip.tc('add-action', 'mpls', { decTtl: true }),
  [`${tc} ife encode allow mark`]: (ip) => ip.tc('add-action', 'ife', { encode: true, mark: 'allow' }),
  [`${tc} ife encode use mark 7 dst 02:00:00:00:00:01`]: (ip) =>
    ip.tc('add-action', 'ife', { mode: 'encode', mark: 7, dst: '02:00:00:00:00:01' }),
  [`${tc} ife decode`]: (ip) => ip.tc('add-action', 'ife', { decode: true }),
  [`${tc} skbmod set dmac 02:00:00:00:00:01`]: (ip) => ip.tc('add-action', 'skbmod', { dmac: '02:00:00:00:00:01' }),
  [`${tc} skbmod set etype 0x88cc`]: (ip) => ip.tc('add-action', 'skbmod', { etype: 0x88cc }),
  [`${tc} skbmod set dmac 02:00:00:00:00:01 smac 02:00:00:00:00:02 etype 0x800`]: (ip) =>
    ip.tc('add-action', 'skbmod', { dmac: '02:00:00:00:00:01', smac: '02:00:00:00:00:02', etype: 'ip' }),
  [`${tc} gate clockid CLOCK_TAI sched-entry open 200000000ns -1 8000000b sched-entry close 100000000ns`]: (ip) =>
    ip.tc('add-action', 'gate', { clockid: 'tai', schedule: ['open 200ms -1 8000000b', 'close 100000000'] }),
  [`${tc} gate priority 1 clockid CLOCK_TAI base-time 200000000000ns cycle-time 300000000ns sched-entry open 200000000 -1 -1 sched-entry close 100000000 -1 -1`]:
    (ip) =>
      ip.tc('add-action', 'gate', {
        priority: 1,
        clockid: 'tai',
        baseTime: '200s',
        cycleTime: '300ms',
        schedule: [
          { gateState: 'open', interval: '200ms' },
          { gateState: 'close', interval: 100_000_000 },
        ],
      }),
  [`${tc} bpf bytecode 1,6 0 0 4294967295,`]: (ip) => ip.tc('add-action', 'bpf', { bytecode: '1,6 0 0 4294967295,' }),
})

/** What is refused before anything is sent, and what is said of it. */
const refused: readonly [kind: string, options: object, reason: RegExp][] = [
  ['ct', { clear: true, commit: true }, /'clear' stands alone/],
  ['ct', { nat: 'src', addr: '192.0.2.1' }, /nat 'src' needs 'commit'/],
  ['ct', { commit: true, nat: true }, /must be 'src' or 'dst'/],
  ['ct', { commit: true, marc: 5 }, /'marc' is not an option of the action ct; did you mean 'mark'/],
  ['ctinfo', { dscp: '0xfz' }, /'0xfz' is not a mask/],
  ['sample', { rate: 100 }, /needs 'group' or 'psampleGroup'/],
  ['simple', {}, /needs 'data' or 'sdata'/],
  ['mpls', { push: true }, /'push' needs 'label'/],
  ['mpls', { pop: true, push: true, label: 5 }, /'push' and 'pop' exclude each other/],
  ['mpls', { protocol: 'ip' }, /needs 'mplsAction'/],
  ['ife', { mark: 'allow' }, /needs 'mode'/],
  ['skbmod', { action: 'pipe' }, /needs 'dmac' or 'smac'/],
  ['skbmod', { swap: 'ip' }, /swap: 'mac' is wanted, not 'ip'/],
  ['gate', { clockid: 'tai' }, /needs 'schedule'/],
  ['gate', { schedule: ['open'] }, /'open' is not an entry/],
  ['bpf', { action: 'pipe' }, /needs 'bytecode' or 'fd'/],
]
for (const [kind, options, reason] of refused) {
  test(`refused: ${kind} ${JSON.stringify(options)}`, async () => {
    const ip = new Nouns(new Recorder({}))
    await assert.rejects(async () => ip.tc('add-action', kind as 'gact', options), reason)
  })
}
