// What is printed of filters whose JSON tc 6.1 cannot print: the same that its text tells, in a newer tc's members.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iproute2Json } from '../../../../src/iproute2/index.ts'
import { vectors } from '../../../vectors/read.ts'

const all = vectors('tc-filter')

/** The listing of a recorded case, by its command or by another one. */
const printed = (command: string, argv?: string): unknown => {
  const vector = all.find((one) => one.argv.join(' ') === command)
  assert.ok(vector?.show, 'no such recording')
  const { exchange } = vector.show
  const datagrams = exchange.filter(({ dir }) => dir === 'in').map(({ hex }) => new Uint8Array(Buffer.from(hex, 'hex')))
  const listed = iproute2Json(argv?.split(' ') ?? vector.show.argv, datagrams, { links: vector.links[''] ?? {} })
  return JSON.parse(JSON.stringify(listed, (_, value) => (typeof value === 'bigint' ? Number(value) : value)))
}
const options = (command: string): unknown => (printed(command) as { options?: unknown }[]).at(-1)?.options

const ingress = 'tc filter add dev d0 ingress protocol ip prio 5'
const htb = 'tc filter add dev d0 parent 1: protocol ip prio 5'

test('fw, route and cgroup', () => {
  assert.deepEqual(options(`${ingress} handle 9 fw indev d0 classid 1:2`), {
    fw: { mark: '0x9', mask: '0xffffffff' },
    classid: '1:2',
    indev: 'd0',
  })
  assert.deepEqual(options(`${htb} route to 5 classid 1:5`), { fh: '0xffff0005', flowid: '1:5', name: '5' })
  assert.deepEqual(options(`${htb} route from 7 classid 1:6`), { fh: '0x78000', flowid: '1:6', name: '7' })
  assert.deepEqual(options('tc filter add dev d0 parent 1: protocol ip prio 10 handle 1: cgroup'), { handle: '0x1' })
})

test('flow', () => {
  assert.deepEqual(options(`${ingress} handle 1 flow hash keys iif,priority,mark,rt-classid divisor 8`), {
    handle: '0x1',
    mode: 'hash',
    keys: ['iif', 'priority', 'mark', 'rt-classid'],
    divisor: 8,
    baseclass: 'ffff:1',
  })
  assert.deepEqual(options(`${ingress} handle 1 flow map key mark xor 0x5 or 0x1 baseclass 1:2`), {
    handle: '0x1',
    mode: 'map',
    keys: ['mark'],
    and: '0xfffffffe',
    xor: '0x4',
    or: '0x1',
    baseclass: '1:2',
  })
})

test('an old police stands among the options', () => {
  assert.deepEqual(options(`${htb} route to 11 classid 1:3 police rate 1mbit burst 10k drop`), {
    fh: '0xffff000b',
    flowid: '1:3',
    name: '11',
    kind: 'police',
    index: 1,
    control_action: { type: 'drop' },
    overhead: 0,
    ref: 1,
    bind: 1,
  })
})

test('what the command says is not said again', () => {
  const command = 'tc filter add dev d0 parent 1:1 protocol ip prio 4 matchall flowid 1:2'
  const first = (argv: string): unknown => (printed(command, argv) as unknown[])[0]
  const rest = { kind: 'matchall', chain: 0 }
  assert.deepEqual(first('tc -j filter show'), { dev: 'd0', parent: '1:1', protocol: 'ip', pref: 4, ...rest })
  assert.deepEqual(first('tc -j filter show dev d0 parent 1:1 proto IP pref 4'), rest)
  assert.deepEqual(first('tc -j filter show dev d0 root chain 0'), { parent: '1:1', protocol: 'ip', pref: 4, kind: 'matchall' })
  assert.deepEqual(first('tc -j -N filter ls dev d0'), { parent: '1:1', protocol: '[2048]', pref: 4, ...rest })
  // One that is asked for by its handle is told whole, but for its link.
  assert.deepEqual(first('tc -j filter get dev d0 parent 1:1 protocol ip pref 4 handle 1 matchall'), {
    parent: '1:1',
    protocol: 'ip',
    pref: 4,
    ...rest,
  })
})
