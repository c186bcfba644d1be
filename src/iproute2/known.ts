// What the printers know besides: names that the messages tell, names that every Debian has.
import { type LinkMessage, type RtnetlinkMessage, rtnetlink } from '../schema/index.ts'
import type { Json, JsonObject, Printing } from './types.ts'

type Names = Readonly<Record<string, string>>

/** Users and groups that have these numbers on every Debian (base-passwd). */
const USERS: Names = {
  ...{ 0: 'root', 1: 'daemon', 2: 'bin', 3: 'sys', 4: 'sync', 5: 'games', 6: 'man', 7: 'lp', 8: 'mail', 9: 'news', 10: 'uucp' },
  ...{ 13: 'proxy', 33: 'www-data', 34: 'backup', 38: 'list', 39: 'irc', 65534: 'nobody' },
}
const GROUPS: Names = {
  ...{ 0: 'root', 1: 'daemon', 2: 'bin', 3: 'sys', 4: 'adm', 5: 'tty', 6: 'disk', 7: 'lp', 8: 'mail', 9: 'news', 10: 'uucp' },
  ...{ 12: 'man', 13: 'proxy', 15: 'kmem', 20: 'dialout', 21: 'fax', 22: 'voice', 24: 'cdrom', 25: 'floppy', 26: 'tape', 27: 'sudo' },
  ...{ 29: 'audio', 30: 'dip', 33: 'www-data', 34: 'backup', 37: 'operator', 38: 'list', 39: 'irc', 40: 'src', 42: 'shadow' },
  ...{ 43: 'utmp', 44: 'video', 45: 'sasl', 46: 'plugdev', 50: 'staff', 60: 'games', 100: 'users', 65534: 'nogroup' },
}

/** Names of users and groups: those that are given, or Debian's. */
export const systemNames = (given: { readonly users?: Names; readonly groups?: Names }): Pick<Printing, 'user' | 'group'> => ({
  user: (id) => (given.users ?? USERS)[String(id)],
  group: (id) => (given.groups ?? GROUPS)[String(id)],
})

/** The links that the messages tell of, the last word on each: iproute2 remembers their names and whether they are up. */
export function linksTold(messages: readonly RtnetlinkMessage[]): ReadonlyMap<number, LinkMessage> {
  const told = new Map<number, LinkMessage>()
  for (const message of messages) if (rtnetlink.is(message, 'RTM_NEWLINK')) told.set(message.index, message)
  return told
}

/** Takes off the members that are not printed. */
export function printed(value: Json): Json {
  if (Array.isArray(value)) return value.map(printed)
  if (typeof value !== 'object' || value === null) return value
  const members: Record<string, Json> = {}
  for (const [key, member] of Object.entries(value as JsonObject)) if (member !== undefined) members[key] = printed(member)
  return members
}
