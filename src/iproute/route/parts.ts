import { NexthopFlags } from '../../schema/route/enums.ts'
import { MetricLocks } from '../../schema/route/metrics.ts'
import { encapInto } from '../encap/encap.ts'
import type { EncapPurpose } from '../encap/kinds.ts'
import { type Fields, type Links, reading, unknownWord } from '../words/input.ts'
import { familyOf } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

/** Metrics by the words of `ip route`, that may also stand beside the route's other words; `congctl` is the kernel's cc_algo. */
const METRICS = [
  ...['lock', 'mtu', 'window', 'rtt', 'rttvar', 'ssthresh', 'cwnd', 'advmss', 'reordering', 'hoplimit', 'initcwnd', 'features', 'rtoMin'],
  ...['initrwnd', 'quickack', 'congctl', 'ccAlgo', 'fastopenNoCookie'],
]

/** Each metric as a word of a route. */
export const metricWords: Readonly<Record<string, string>> = Object.fromEntries(METRICS.map((word) => [word, word]))

/** Times the kernel keeps in parts of a millisecond: how many make one (iproute_modify in ip/iproute.c). */
const PER_MILLISECOND: Readonly<Record<string, number>> = { rtt: 8, rttvar: 4, rtoMin: 1 }
const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, sec: 1000, secs: 1000, ms: 1, msec: 1, msecs: 1, us: 1 / 1000 }

/** `'100ms'` in the kernel's unit; a number is in that unit already. */
function time(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const match = /^(\d+(?:\.\d+)?)\s*(s|secs?|ms|msecs?|us)?$/.exec(value)
  if (!match) throw new TypeError(`${key}: '${value}' is not a time ('1s', '50ms')`)
  const number = Number(match[1])
  return match[2] === undefined ? number : Math.round(number * (MILLISECONDS[match[2]] ?? 1) * (PER_MILLISECOND[key] ?? 1))
}

const isMetric = new Set([...METRICS, 'metrics'])

/** Metrics that are on or off. */
const SWITCHES = ['quickack', 'fastopenNoCookie']

/** Gathers the metrics of a route under `metrics`. */
export function metricsInto(fields: Fields): void {
  if (!Object.keys(fields).some((key) => isMetric.has(key))) return
  const metrics: Fields = { ...(fields['metrics'] as object | undefined) }
  for (const word of METRICS) {
    const value = fields[word]
    if (value === undefined) continue
    delete fields[word]
    if (metrics[word] !== undefined) throw new TypeError(`route: '${word}' is given twice, as a metric too`)
    metrics[word] = value
  }
  if (metrics['congctl'] !== undefined) {
    metrics['ccAlgo'] = metrics['congctl']
    delete metrics['congctl']
  }
  for (const key of SWITCHES) if (typeof metrics[key] === 'boolean') metrics[key] = Number(metrics[key])
  for (const key of Object.keys(PER_MILLISECOND)) if (metrics[key] !== undefined) metrics[key] = time(key, metrics[key])
  if (metrics['rtoMin'] !== undefined) {
    // TCP obeys it only if it is locked (tcp_rto_min in include/net/tcp.h); iproute2 locks it unasked, too.
    metrics['lock'] = reading('metrics.lock', () => MetricLocks.bits((metrics['lock'] ?? 0) as number) | MetricLocks.bits('rto_min'))
  }
  if (Object.keys(metrics).length > 0) fields['metrics'] = metrics
}

/** RTA_FLOW: `'to'` or `'from/to'`, each a name of rt_realms or a number: from << 16 | to. */
export function realms(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') throw new TypeError(`realms: a realm or 'from/to' is wanted, not ${typeof value}`)
  const slash = value.indexOf('/')
  const to = numberOf('rt_realms', value.slice(slash + 1))
  const from = slash < 0 ? 0 : numberOf('rt_realms', value.slice(0, slash))
  if (from > 0xffff || to > 0xffff) throw new RangeError(`realms: '${value}' is not within 0 .. 65535`)
  return ((from << 16) | to) >>> 0
}

/**
 * `gateway` and `via` are one word to people. The kernel has RTA_GATEWAY for an address of the route's own family and
 * RTA_VIA for any other (RFC 8950; always in MPLS routes).
 */
export function gatewayInto(fields: Fields, family: number): void {
  const via = fields['via']
  const gateway = fields['gateway']
  if (via !== undefined && gateway !== undefined) throw new TypeError("route: 'gateway' and 'via' say the same")
  const text = gateway ?? via
  if (typeof text !== 'string') return
  const textFamily = familyOf(text)
  if (textFamily === 0) throw new TypeError(`gateway: '${text}' is not an IP address`)
  const own = textFamily === family
  delete fields[own ? 'via' : 'gateway']
  fields[own ? 'gateway' : 'via'] = text
}

const HOP_WORDS: Readonly<Record<string, string>> = {
  ...{
    gateway: 'gateway',
    via: 'via',
    oif: 'oif',
    dev: 'oif',
    index: 'oif',
    weight: 'hops',
    hops: 'hops',
    flags: 'flags',
    onlink: 'onlink',
  },
  ...{
    flow: 'flow',
    realm: 'flow',
    realms: 'flow',
    newdst: 'newdst',
    as: 'newdst',
    encap: 'encap',
    encapType: 'encapType',
    unknown: 'unknown',
  },
  ...{ RTA_GATEWAY: 'gateway', RTA_FLOW: 'flow', RTA_VIA: 'via', RTA_NEWDST: 'newdst', RTA_ENCAP: 'encap', RTA_ENCAP_TYPE: 'encapType' },
}

/** The next hops of a route in the kernel's terms: weight is hops + 1. */
export function hops(value: unknown, family: number, links: Links, purpose: EncapPurpose): Fields[] {
  if (!Array.isArray(value)) throw new TypeError(`multipath: an array of next hops is wanted, not ${typeof value}`)
  return value.map((hop: object, i) => {
    const fields: Fields = {}
    for (const [word, one] of Object.entries(hop)) {
      if (one === undefined) continue
      const key = HOP_WORDS[word] ?? unknownWord(word, `route: multipath.${i}`, Object.keys(HOP_WORDS))
      if (fields[key] !== undefined) throw new TypeError(`route: multipath.${i}: '${word}' says again what another option says ('${key}')`)
      fields[key] = word === 'weight' ? weight(i, one) : one
    }
    gatewayInto(fields, family)
    if (fields['flow'] !== undefined) fields['flow'] = realms(fields['flow'])
    if (fields['onlink'] === true) {
      const bits = reading(`multipath.${i}.flags`, () => NexthopFlags.bits((fields['flags'] ?? 0) as number))
      fields['flags'] = bits | NexthopFlags.constants.ONLINK
    }
    delete fields['onlink']
    links.replace(fields, 'oif')
    encapInto(fields, links, purpose, `multipath.${i}.encap`)
    return fields
  })
}

function weight(i: number, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 256) return value - 1
  throw new RangeError(`multipath.${i}.weight: ${String(value)} is not a whole number within 1 .. 256`)
}
