// `-j`: asks the kernel what iproute2 would ask, keeps the answers as they came, and prints what iproute2 prints of them.

import { opendir } from 'node:fs/promises'
import type { Request } from '../iproute/context.ts'
import type { IPRoute } from '../iproute/iproute.ts'
import { iproute2Json, type Json } from '../iproute2/index.ts'
import type { Call } from './command.ts'
import { jsonText, PRETTY } from './json.ts'
import { heard } from './tap.ts'

type Tool = readonly [tool: 'ip' | 'tc' | 'bridge', object: string]

/** What a listing is asked for with. */
interface Asking {
  readonly ip: IPRoute
  readonly options: Call['options']
  readonly family: 'inet' | 'inet6' | undefined
  /** The words behind `show`. */
  readonly words: readonly string[]
  /** The index of the link behind a word (`dev`), 0 without one. */
  index(word: string): Promise<number>
}
type Requests = (asking: Asking) => readonly Request[] | Promise<readonly Request[]>

/** The word behind another. */
const behind = (words: readonly string[], word: string): string | undefined => {
  const at = words.indexOf(word)
  return at < 0 ? undefined : words[at + 1]
}

/** Master and kind are the kernel's to filter by: ip prints `{}` for a link that it has to leave out itself. */
async function links({ options, words, index }: Asking, family?: string): Promise<Request> {
  const master = (await index('master')) || (await index('vrf'))
  const kind = behind(words, 'type')
  const filter = { ...(master && { master }), ...(kind !== undefined && !kind.endsWith('_slave') && { linkinfo: { kind } }) }
  const extMask = options['statistics'] === undefined ? ['vf', 'skip_stats'] : ['vf']
  return { type: 'RTM_GETLINK', message: { ...(family && { family }), ...filter, extMask } }
}

const MAIN = 254
/** `ip route show` is of IPv4 and of the table main, where nothing else is said. */
function routes({ family, words }: Asking): readonly Request[] {
  const table = behind(words, 'table')
  const all = table === 'all' || table === '0'
  const message = { family: family ?? (all ? 'unspec' : 'inet'), ...(words.includes('cached') ? { flags: ['cloned'] } : {}) }
  return [{ type: 'RTM_GETROUTE', message: table === undefined && !words.includes('vrf') ? { ...message, table: MAIN } : message }]
}

/** `bridge vlan show` looks into links, `-d` and `global` into the database of VLANs, `-s` into statistics. */
function vlans({ options, words }: Asking): readonly Request[] {
  if (words[0] === 'global') {
    return [{ type: 'RTM_GETVLAN', message: { family: 'bridge', flags: ['global'] } }]
  }
  if (options['statistics'] !== undefined) {
    const of = (filterMask: string): Request => ({ type: 'RTM_GETSTATS', message: { filterMask: [filterMask] } })
    return [of('link_xstats'), of('link_xstats_slave')]
  }
  if (options['details'] !== undefined && words[0] !== 'tunnelshow') return [{ type: 'RTM_GETVLAN', message: { family: 'bridge' } }]
  return [{ type: 'RTM_GETLINK', message: { family: 'bridge', extMask: ['brvlan'] } }]
}

/** The places of tc's words for them (linux/pkt_sched.h). */
const PLACES: Readonly<Record<string, string>> = { root: 'root', ingress: 'ffff:fff2', egress: 'ffff:fff3' }

async function filters({ index, words }: Asking, type: string): Promise<readonly Request[]> {
  const place = words.map((word) => PLACES[word]).find((one) => one !== undefined)
  const parent = behind(words, 'parent') ?? place
  const block = behind(words, 'block')
  const at = block === undefined ? { index: await index('dev'), ...(parent && { parent }) } : { index: 0xffffffff, parent: Number(block) }
  const chain = behind(words, 'chain')
  return [{ type, message: { ...at, ...(chain && { chain: Number(chain) }) } }]
}

const STATS = ['link_64', 'link_xstats', 'link_xstats_slave', 'link_offload_xstats', 'af_spec']

const REQUESTS: Readonly<Record<string, Requests>> = {
  'ip link': async (asking) => [await links(asking, 'packet')],
  'ip address': async (asking) => [
    await links(asking, asking.family),
    { type: 'RTM_GETADDR', message: { family: asking.family ?? 'unspec' } },
  ],
  'ip route': routes,
  'ip rule': ({ family = 'inet' }) => [{ type: 'RTM_GETRULE', message: { family } }],
  'ip neighbour': ({ family = 'unspec', words }) => [
    { type: 'RTM_GETNEIGH', message: { family, ...(words.includes('proxy') ? { flags: ['proxy'] } : {}) } },
  ],
  'ip nexthop': ({ words }) => [{ type: words[0] === 'bucket' ? 'RTM_GETNEXTHOPBUCKET' : 'RTM_GETNEXTHOP', message: {} }],
  'ip netconf': ({ family = 'unspec' }) => [{ type: 'RTM_GETNETCONF', message: { family } }],
  'ip addrlabel': () => [{ type: 'RTM_GETADDRLABEL', message: { family: 'inet6' } }],
  'ip ntable': ({ family = 'unspec' }) => [{ type: 'RTM_GETNEIGHTBL', message: { family } }],
  'ip mroute': ({ family }) => [{ type: 'RTM_GETROUTE', message: { family: family === 'inet6' ? 'ip6mr' : 'ipmr' } }],
  'ip netns': ({ words }) => (words[0] === 'list-id' ? [{ type: 'RTM_GETNSID', message: {} }] : []),
  'ip stats': () => [{ type: 'RTM_GETSTATS', message: { filterMask: STATS } }],
  'tc qdisc': ({ words }) => [{ type: 'RTM_GETQDISC', message: words.includes('invisible') ? { dumpInvisible: true } : {} }],
  'tc class': async ({ index }) => [{ type: 'RTM_GETTCLASS', message: { index: await index('dev') } }],
  'tc filter': (asking) => filters(asking, 'RTM_GETTFILTER'),
  'tc chain': (asking) => filters(asking, 'RTM_GETCHAIN'),
  'tc actions': ({ words }) => [
    {
      type: 'RTM_GETACTION',
      message: {
        actions: [{ kind: behind(words, 'action') ?? words[0] }],
        flags: { value: ['large_dump_on'], selector: ['large_dump_on'] },
      },
    },
  ],
  'bridge link': () => [{ type: 'RTM_GETLINK', message: { family: 'bridge' } }],
  'bridge fdb': async ({ index }) => {
    const [dev, master] = [await index('dev'), await index('br')]
    return [{ type: 'RTM_GETNEIGH', message: { family: 'bridge', ...(dev && { index: dev }), ...(master && { master }) } }]
  },
  // Once for the entries, once for the ports of routers.
  'bridge mdb': () => [0, 1].map(() => ({ type: 'RTM_GETMDB', message: { family: 'bridge' } })),
  'bridge vlan': vlans,
  'bridge vni': ({ options }) => [
    { type: 'RTM_GETTUNNEL', message: { family: 'bridge', ...(options['statistics'] === undefined ? {} : { flags: ['stats'] }) } },
  ],
}
/** Objects whose printers look at each message by itself: long listings of these come in pieces. */
const STREAMED = new Set(['ip route', 'ip neighbour', 'bridge fdb'])
/** Bytes of answers that are printed at once. */
const PIECE = 32 * 1024

/** iproute2's words: `dev=eth0` is `dev eth0` there. */
const wordsOf = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => {
    const equals = word.indexOf('=')
    if (equals <= 0) return [word]
    const key = word.slice(0, equals)
    return [key === 'kind' ? 'type' : key, word.slice(equals + 1)]
  })

/** Objects in objects, and listings by another word than `show`. */
const NESTED = new Set(['vlan global', 'nexthop bucket'])
const COMMANDS = new Set(['tunnelshow', 'list-id'])

function argvOf(call: Call, [tool, object]: Tool, words: readonly string[]): string[] {
  const { options } = call
  const switches = ['-j', ...(options['details'] === undefined ? [] : ['-d'])]
  for (let i = Number(options['statistics'] ?? 0); i > 0; i--) switches.push('-s')
  if (options['ipv4-only'] !== undefined) switches.push('-4')
  if (options['ipv6-only'] !== undefined) switches.push('-6')
  const [first = '', ...rest] = words
  const behindShow = rest.filter((word) => word !== 'show')
  if (NESTED.has(`${object} ${first}`)) return [tool, ...switches, object, first, 'show', ...behindShow]
  return [tool, ...switches, object, ...(COMMANDS.has(first) ? words : ['show', ...words])]
}

/** Names of network namespaces as their directory has them: iproute2 does not sort. */
async function inOrder(): Promise<readonly string[]> {
  const names: string[] = []
  const folder = await opendir('/run/netns').catch(() => undefined)
  if (folder !== undefined) for await (const { name } of folder) names.push(name)
  return names
}

/** Names of the namespaces, and the ids they have here: an answer each. */
async function askNames(ip: IPRoute): Promise<readonly string[]> {
  const names = await inOrder()
  for (const name of names) await ip.netns('get', { netns: name })
  return names
}

/** Prints a listing as `ip -j`, `tc -j` or `bridge -j` does. */
export async function printJson(call: Call, tool: Tool, given: readonly string[]): Promise<void> {
  const words = wordsOf(given)
  const { out, options } = call
  const of = tool.join(' ')
  let heardNow: Uint8Array[] = []
  let size = 0
  let listens = false
  const ip = await call.ip(
    heard((bytes) => {
      if (!listens) return
      heardNow.push(bytes)
      size += bytes.length
    }),
  )
  const found = await ip.getLinks({ extMask: ['skip_stats'] })
  const names = Object.fromEntries(found.map(({ index, ifname }) => [String(index), ifname ?? `if${index}`]))
  const index = async (word: string): Promise<number> => {
    const name = behind(words, word)
    if (name === undefined) return 0
    return found.find(({ ifname }) => ifname === name)?.index ?? (await ip.link('get', { dev: name })).index
  }
  const family = options['ipv6-only'] !== undefined ? 'inet6' : options['ipv4-only'] !== undefined ? 'inet' : undefined
  const argv = argvOf(call, tool, words)
  listens = true
  const spaces = of === 'ip netns' ? await askNames(ip) : undefined
  const more = { links: names, ...(spaces && { netns: spaces }) }
  const pretty = options['pretty'] !== undefined ? PRETTY : ''
  const dumps = (await REQUESTS[of]?.({ ip, options, family, words, index })) ?? []
  if (!STREAMED.has(of)) {
    for (const request of dumps) await ip.dump(request)
    return out.write(`${jsonText(iproute2Json(argv, heardNow, more), pretty)}\n`)
  }
  const pieces = new Pieces(out, pretty)
  const printed = (): Json => {
    const piece = heardNow
    heardNow = []
    size = 0
    return iproute2Json(argv, piece, more)
  }
  for (const request of dumps) for await (const _ of ip.dump(request)) if (size >= PIECE) await pieces.write(printed())
  await pieces.write(printed())
  await pieces.end()
}

/** A list in JSON that is written as it comes. */
class Pieces {
  readonly #out: Call['out']
  readonly #indent: string
  #any = false

  constructor(out: Call['out'], indent: string) {
    this.#out = out
    this.#indent = indent
  }

  async write(piece: Json): Promise<void> {
    if (!Array.isArray(piece) || piece.length === 0) return
    const text = jsonText(piece, this.#indent)
    // Between the brackets of the piece.
    await this.#out.write((this.#any ? ',' : '[') + text.slice(1, this.#indent === '' ? -1 : -2))
    this.#any = true
  }

  end(): Promise<void> {
    return this.#out.write(this.#any ? `${this.#indent === '' ? '' : '\n'}]\n` : '[]\n')
  }
}
