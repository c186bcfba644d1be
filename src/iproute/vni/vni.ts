import { type TunnelMessage, Vni } from '../../schema/bridge/tunnel.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { isAnswer } from '../words/answers.ts'
import { canonical } from '../words/answers-filter.ts'
import { absent } from '../words/ensure.ts'
import { commandOf, isListing, vniCommands } from '../words/flags.ts'
import { type Fields, fieldsOf, joined, Links, type Noun, noun, type Prepared, send, take, takeCall } from '../words/input.ts'
import { familyOf, INET6 } from '../words/input-prefix.ts'
import type { Ensured, Keep } from '../words/input-types.ts'
import { rangeOf } from '../words/ranges.ts'
import type { VniCommand, VniFilter, VniOptions, VniParameters, VniReply } from './types.ts'

const WORDS = [...Object.keys(vniCommands), 'dump', 'ensure', 'absent']
/** linux/socket.h */
const AF_BRIDGE = 7
/** 24 bits. */
const LAST_VNI = 0xffffff

const vniNoun: Noun = noun('vni', Vni, { dev: 'index', remote: 'group' })

/**
 * The VNIs that a vxlan with `vnifilter` takes, as `bridge vni`: `vni('add', { dev: 'vx0', vni: '100-200,300' })`,
 * `vni('add', { dev: 'vx0', vni: 301, group: '239.1.1.1' })`, `vni('delete', { dev: 'vx0', vni: 300 })`.
 * To add one that is there changes its group.
 */
export function vni<C extends VniCommand>(context: Context, command: C, ...parameters: VniParameters<C>): VniReply<C> {
  if (isListing(command, 'tunnel')) return getVnis(context, parameters[0] as VniFilter) as unknown as VniReply<C>
  return change(context, command, parameters) as VniReply<C>
}

async function change(context: Context, given: VniCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'tunnel', WORDS)
  const options = joined([], parameters)
  if (command === 'ensure') return ensure(context, vniMessage(options))
  if (command === 'absent') return absent(context, vniCommands.delete, vniMessage(options))
  await send(context, vniCommands[command as keyof typeof vniCommands], vniMessage(options))
  return undefined
}

/** One word for addresses of both families, where the kernel has two attributes. */
function groupInto(fields: Fields): void {
  const group = take(fields, 'group')
  if (group !== undefined) fields[typeof group === 'string' && familyOf(group) === INET6 ? 'group6' : 'group'] = group
}

/** The ends of each range: `'100-200,300'`, `[100, '200-210']`, or `vni` and `end` as listings tell it. */
function rangesOf(fields: Fields): (readonly [first: number, last: number])[] {
  const [given, end] = [take(fields, 'vni'), take(fields, 'end')]
  if (given === undefined) throw new TypeError("vni: 'vni' is missing")
  if (end !== undefined) return [rangeOf('vni', [Number(given), Number(end)], LAST_VNI)]
  const list = Array.isArray(given) ? given : typeof given === 'string' ? given.split(',') : [given]
  return list.map((one) => rangeOf('vni', typeof one === 'string' ? one.trim() : one, LAST_VNI))
}

function vniMessage(options: Readonly<Fields> | VniOptions): Prepared {
  const fields = fieldsOf(vniNoun, options)
  const call = takeCall(fields)
  const links = new Links()
  if (isAnswer(vniNoun, fields)) for (const key of ['flags', 'stats']) delete fields[key]
  if (fields['index'] === undefined) throw new TypeError("vni: the vxlan is missing: 'dev' or 'index' is wanted")
  const message: Fields = { family: AF_BRIDGE }
  links.put('dev', take(fields, 'index'), (index) => {
    message['index'] = index
  })
  delete fields['family']
  groupInto(fields)
  message['entry'] = rangesOf(fields).map(([first, last]) => ({ vni: first, ...(first === last ? {} : { end: last }), ...fields }))
  return { message, links, call }
}

/** The VNIs of one message, each entry by itself. */
const vnisOf = ({ family, flags, index, entry = [] }: TunnelMessage): Vni[] => entry.map((one) => ({ family, flags, index, ...one }) as Vni)

/**
 * Lists VNIs of vxlans, a range of the same group as one: `getVnis({ dev: 'vx0' })`, `getVnis({ stats: true })` with
 * counters. The kernel filters by vxlan.
 */
export function getVnis(context: Context, filter: VniFilter | Keep<Vni> = {}): Dump<Vni> {
  return Dump.from(async () => {
    const { stats, ...rest } = (typeof filter === 'function' ? {} : filter) as VniFilter
    const message = fieldsOf(vniNoun, rest)
    const call = takeCall(message)
    const links = new Links()
    links.replace(message, 'index')
    await links.found(context, call)
    groupInto(message)
    const wanted = message['vni'] === undefined ? undefined : rangeOf('vni', message['vni'], LAST_VNI)
    const keep: Keep<Vni> = (one) => {
      const { vni: first = 0, end = first } = one
      if (wanted !== undefined && (first > wanted[1] || end < wanted[0])) return false
      for (const key of ['group', 'group6'] as const)
        if (message[key] !== undefined && one[key] !== (message[key] ?? undefined)) return false
      return typeof filter !== 'function' || filter(one)
    }
    const { index } = message
    const asked = { family: AF_BRIDGE, ...(index === undefined ? {} : { index }), ...(stats === true ? { flags: ['stats'] } : {}) }
    return {
      dump: context.dump<TunnelMessage>({ type: 'RTM_GETTUNNEL', message: asked, ...call }).flatMap((one) => vnisOf(one).filter(keep)),
    }
  })
}

/** All these VNIs, with this group. */
async function ensure(context: Context, prepared: Prepared): Promise<Ensured> {
  await prepared.links.found(context, prepared.call)
  const { index, entry } = prepared.message as { readonly index: number; readonly entry: readonly Fields[] }
  const there = new Map<number, Vni>()
  for (const one of await getVnis(context, { index, ...prepared.call })) {
    const { vni: first = 0, end = first } = one
    for (let each = first; each <= end; each++) there.set(each, one)
  }
  let [found, same] = [0, true]
  for (const wish of entry) {
    const { vni: first = 0, end = first, group, group6 } = canonical(vniNoun, wish) as Partial<Vni>
    for (let each = first; each <= end; each++) {
      const one = there.get(each)
      if (one !== undefined) found++
      if (one === undefined || one.group !== group || one.group6 !== group6) same = false
    }
  }
  if (same) return 'unchanged'
  await send(context, vniCommands.add, prepared)
  return found === 0 ? 'created' : 'changed'
}
