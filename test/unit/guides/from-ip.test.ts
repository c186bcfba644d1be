// The tables of docs/guides/from-ip.md: each call makes the request that the recorded command made.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Nouns } from '../../../src/iproute/nouns.ts'
import { flagBits } from '../../../src/netlink/message.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { AREAS, datagramMessages, difference, type Vector, vectors } from '../../vectors/read.ts'
import { payload, Recorder } from '../iproute/input-recorder.ts'

const guide = readFileSync(join(process.cwd(), 'docs/guides/from-ip.md'), 'utf8')
const rows = [...guide.matchAll(/^\| `((?:ip|tc|bridge) [^`]+)` \| `(ip\.[^`]+)` \|$/gm)].map(([, command = '', call = '']) => ({
  command,
  call,
}))
const recorded = new Map<string, Vector>()
for (const area of AREAS) for (const vector of vectors(area)) if (!vector.wrong) recorded.set(vector.argv.join(' '), vector)

/** NLM_F_DUMP. */
const DUMP = 0x300

/** iproute2's own questions: it learns the names of links first, and asks some listings with a buffer of zeros. */
const requestOf = (vector: Vector, type: number) =>
  vector.exchange
    .filter(({ dir, protocol }) => dir === 'out' && protocol === undefined)
    .flatMap(({ hex }) => datagramMessages(hex))
    .findLast((one) => one.type === type)

describe('from ip to rtnl', () => {
  it('the guide has at least 60 commands, each once', () => {
    assert.ok(rows.length >= 60, String(rows.length))
    assert.equal(new Set(rows.map(({ command }) => command)).size, rows.length)
    // What looks like a row is one.
    assert.equal(rows.length, [...guide.matchAll(/^\| `/gm)].length)
  })

  for (const { call, command } of rows) {
    it(command, async () => {
      const vector = recorded.get(command)
      assert.ok(vector, 'no such recording')
      const links = Object.fromEntries(Object.entries(vector.links[''] ?? {}).map(([index, name]) => [name, Number(index)]))
      const context = new Recorder(links)
      const made = new Function('ip', `return ${call}`)(new Nouns(context)) as PromiseLike<unknown>
      await Promise.resolve(made).catch((error: Error) => {
        // A recorder answers nothing, which some calls that make an object do not expect; what they sent is what counts.
        if (context.sent.length === 0) throw error
      })
      const request = context.sent.find(({ type }) => !type.startsWith('RTM_GET')) ?? context.last
      const codec = rtnetlink.message(request.type)
      assert.ok(codec)
      const theirs = requestOf(vector, codec.types[request.type] as number)
      assert.ok(theirs, `no ${request.type} in the recording`)
      if (theirs.flags & DUMP && request.type.startsWith('RTM_GET')) {
        // What a listing leaves to the kernel differs; what it is of does not.
        assert.equal(payload(codec, request.message)[0], theirs.payload[0], 'family')
        return
      }
      const words = (request.flags ?? []).filter((word) => word !== 'echo')
      assert.equal(flagBits(words as never) & 0xf00, theirs.flags & 0xf00, 'NLM_F_*')
      const size = codec.head.size
      // ip looks a link's number up first; rtnl lets the kernel find it by its name.
      const { ifname, ...rest } = request.message as { readonly ifname?: string; readonly index?: number }
      const byName = /^RTM_(?:NEW|DEL)LINK$/.test(request.type) && rest.index === undefined && /^ip link (?:set|del)/.test(command)
      const message = byName ? { ...rest, index: links[ifname ?? ''] } : request.message
      assert.equal(difference(theirs.payload, payload(codec, message), [(size + 3) & ~3]), undefined)
    })
  }
})
