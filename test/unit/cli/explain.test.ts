// The captures were written by a full kernel's nlmon through tcpdump, the pcapng by Wireshark's editcap out of it, the
// texts by strace 6.1; see captures/README.md.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { explain, readCapture } from '../../../src/cli/explain/explain.ts'
import { CaptureError } from '../../../src/cli/explain/packet.ts'
import { AREAS, hex, vectors } from '../../vectors/read.ts'

const capture = (name: string) => readFileSync(join(process.cwd(), 'test/unit/cli/captures', name))
const read = (name: string) => readCapture(capture(name))
const text = (name: string) => [...explain(read(name))].join('\n')
const written = (words: string) => readCapture(new TextEncoder().encode(words))
const verdicts = (words: string) => words.split('\n').filter((line) => line.startsWith('='))

describe('captures of nlmon', () => {
  it('pcap: the messages with their times, requests and answers paired', () => {
    const shown = text('ip.pcap')
    assert.match(
      shown,
      /^# 1 {2}2026-11-26T09:25:49\.086381Z\nRTM_NEWLINK \(16\), request\|ack\|excl\|create, seq 1795685150, pid 0, 84 bytes/,
    )
    assert.match(shown, /\n {4}76 {5}7 {8}IFLA_IFNAME \(3\) {10}'v1'\n/)
    assert.deepEqual(verdicts(shown), [
      '= RTM_NEWLINK of 1: done',
      '= RTM_NEWLINK of 3: ERANGE (Numerical result out of range): 8021q: Invalid VLAN id',
      '= RTM_NEWROUTE of 5: ENETUNREACH (Network is unreachable): Nexthop has invalid gateway',
    ])
  })

  it('pcapng says the same', () => assert.equal(text('ip.pcapng'), text('ip.pcap')))

  it('pcap with nanoseconds', () => {
    const [only] = read('ip-ns.pcap').packets
    assert.deepEqual(only, read('ip.pcap').packets[2])
  })

  it('an answer that does not repeat its request finds it, and its offset becomes a path', () => {
    const found = read('own.pcap')
    assert.deepEqual(verdicts([...explain(found)].join('\n')), [
      '= RTM_NEWLINK of 1: ERANGE (Numerical result out of range): Geneve ID must be lower than 16777216, at linkinfo.data.id (IFLA_GENEVE_ID)',
    ])
    // Without the request the offset stays a number.
    assert.match(verdicts([...explain({ ...found, packets: found.packets.slice(1) })].join('\n'))[0] ?? '', /, at byte \d+$/)
  })

  it('what is cut off is left out and told', () => {
    const whole = capture('ip.pcap')
    const { packets, skipped } = readCapture(whole.subarray(0, whole.length - 3))
    assert.equal(packets.length, 6)
    assert.deepEqual(skipped, ['the end of the file, which is cut off'])
  })

  it('packets of other links are told of', () => {
    const ethernet = Uint8Array.from(capture('ip.pcap'))
    ethernet[20] = 1
    assert.deepEqual(readCapture(ethernet), { packets: [], skipped: ['7 packets of link type 1, which is not netlink (253)'] })
  })
})

describe('output of strace', () => {
  it('structures that strace took apart become the bytes that it dumped beside them', () => {
    const dumped = read('strace-dump.txt').packets
    const lines = capture('strace-dump.txt').toString().split('\n')
    const rebuilt = written(lines.filter((line) => !/^ [*|]/.test(line)).join('\n')).packets
    assert.ok(dumped.length >= 6)
    assert.equal(rebuilt.length, dumped.length)
    for (const [i, { bytes, told = new Map() }] of rebuilt.entries()) {
      const expected = Uint8Array.from(dumped[i]?.bytes ?? [])
      // What strace said in words of its own is not known.
      for (const [at, { end }] of told) {
        expected.fill(0, at, end)
        bytes.fill(0, at, end)
      }
      assert.equal(hex(bytes), hex(expected))
    }
    // An interface by its name is all that has no bytes.
    const words = rebuilt.flatMap(({ told }) => [...(told?.values() ?? [])].map((one) => one.text))
    assert.deepEqual(
      words.filter((one) => !one.startsWith('if_nametoindex')),
      [],
    )
  })

  it('plain and hexadecimal strings say the same', () => {
    const without = (shown: string) =>
      shown
        .replace(/(seq|pid) \d+/g, '$1')
        .replace(/([0-9a-f]{2}:){5}[0-9a-f]{2}/g, 'mac')
        .replace(/if_nametoindex.*/g, 'index')
        .replace(/tstamp.*|reachable_time.*/g, '')
    assert.equal(without(text('strace-plain.txt')), without(text('strace-xx.txt')))
    assert.deepEqual(verdicts(text('strace-xx.txt')), [
      '= RTM_NEWLINK of 1: ENODEV (No such device)',
      '= RTM_NEWLINK of 5: ERANGE (Numerical result out of range): 8021q: Invalid VLAN id',
    ])
  })

  it('of several processes, and without room for long values', () => {
    const shown = text('strace-f.txt')
    assert.match(shown, /^# 1 {2}sendmsg of process 225\nRTM_GETLINK/)
    assert.deepEqual(verdicts(shown), ['= RTM_NEWADDR of 3: done'])
    assert.match(text('strace-short.txt'), /IFA_LOCAL \(2\) +10\.0\.0\.1\n/)
  })

  it('calls that a signal of another process broke in two', () => {
    const [line = ''] = /^\d+ +sendmsg.*RTM_NEWADDR.*$/m.exec(capture('strace-f.txt').toString()) ?? []
    const at = line.indexOf(', 0) = ')
    const broken = `${line.slice(0, at)} <unfinished ...>\n99    close(7)   = 0\n${/^\d+/.exec(line)?.[0]}   <... sendmsg resumed>${line.slice(at)}`
    assert.equal(hex(written(broken).packets[0]?.bytes ?? new Uint8Array()), hex(written(line).packets[0]?.bytes ?? Uint8Array.of(1)))
  })

  it('bytes that were not printed are told of', () => {
    const { packets, skipped } = written('socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3\nsendmsg(3, 0x7ffcaf215710, 0)           = 48\n')
    assert.equal(packets.length, 0)
    assert.equal(skipped.length, 1)
  })
})

describe('hexadecimal digits', () => {
  const [vector] = vectors('wrong').filter(({ exchange }) => exchange.at(-1)?.hex.length === 248)
  const datagrams = (vector?.exchange ?? []).map((one) => one.hex)

  it('a datagram a line', () => {
    const { packets } = written(datagrams.join('\n'))
    assert.deepEqual(
      packets.map(({ bytes }) => hex(bytes)),
      datagrams,
    )
  })

  it('a message over several lines, with spaces, colons or 0x', () => {
    const [first = ''] = datagrams
    const bytes = first.match(/../g) ?? []
    for (const line of [bytes.join(' '), bytes.join(':'), bytes.map((byte) => `0x${byte}`).join(', '), first.replace(/.{32}/g, '$&\n')]) {
      assert.deepEqual(
        written(line).packets.map((one) => hex(one.bytes)),
        [first],
      )
    }
  })

  it('dumps of hexdump -C, xxd and od, as those tools write them', (t) => {
    const bytes = Buffer.from(datagrams.at(-1) ?? '', 'hex')
    const tools = [['hexdump', '-C'], ['xxd'], ['xxd', '-p'], ['od', '-A', 'x', '-t', 'x1']].filter(
      ([tool = '']) => spawnSync(tool, ['--version']).error === undefined,
    )
    if (tools.length === 0) return t.skip('none of these tools is installed')
    for (const [tool = '', ...options] of tools) {
      const dump = spawnSync(tool, options, { input: bytes })
        .stdout.toString()
        .replace(/^[0-9a-f]+\n?$/m, (last) => (tool.startsWith('x') ? last : ''))
      assert.deepEqual(
        written(dump).packets.map((one) => hex(one.bytes)),
        [bytes.toString('hex')],
        `${tool}\n${dump}`,
      )
    }
  })

  it('every recorded datagram is explained, and an answer finds its request', () => {
    let refusals = 0
    for (const area of AREAS) {
      for (const { exchange, id } of vectors(area).slice(0, 40)) {
        const own = exchange.filter(({ protocol }) => protocol === undefined)
        if (own.length === 0) continue
        const shown = [...explain(written(own.map((one) => one.hex).join('\n')))].join('\n')
        assert.doesNotMatch(shown, /broken/, id)
        refusals += verdicts(shown).filter((line) => / of \d+: E/.test(line)).length
      }
    }
    assert.ok(refusals > 40, String(refusals))
  })
})

it('what is none of these is refused', () => {
  assert.throws(() => written('hello'), CaptureError)
  assert.throws(() => written(''), CaptureError)
})

it('the command needs no addon, and says what is wrong with a file', () => {
  // A process in which no addon can be loaded.
  const program = `
    process.dlopen = () => { throw new Error('an addon was loaded') }
    const { run } = await import(${JSON.stringify(new URL('../../../src/cli/frame.js', import.meta.url).href)})
    const output = { columns: 80, colour: false, write: async (text) => void process.stdout.write(text), error: (text) => process.stderr.write(text) }
    const status = [await run(['explain', 'test/unit/cli/captures/own.pcap'], output), await run(['explain', 'package.json'], output), await run(['explain'], output)]
    console.log(status.join())`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  assert.match(stdout, /^# 1 {2}2026-\S+Z\nRTM_NEWLINK \(16\)[\s\S]*\n= RTM_NEWLINK of 1: ERANGE[\s\S]*\n0,1,2\n$/, stderr)
  assert.match(stderr, /^rtnl: package\.json: neither pcap nor pcapng, .*\nrtnl: explain wants a FILE/)
})
