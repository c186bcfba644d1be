// Tunnels whose changes must say everything: what is left out, the kernel sets to nothing.
import type { Context } from '../context.ts'
import { dataFromAnswer } from '../words/answers.ts'
import { linkCommands } from '../words/flags.ts'
import { type Fields, picked } from '../words/input.ts'
import { linkMessage, type PreparedLink } from './input.ts'
import { isWhole } from './kinds.ts'
import type { Link } from './types.ts'

interface Info {
  readonly kind?: unknown
  readonly data?: unknown
}

/** Whether the present data of the link must go with this change. */
export function wantsWhole(command: string, message: Fields): boolean {
  const { kind, data } = (message['linkinfo'] ?? {}) as Info
  return (command === 'set' || command === 'change') && data !== undefined && !(data instanceof Uint8Array) && isWhole(kind)
}

/** The same change, upon what the link is now. */
export async function wholeMessage(context: Context, command: string, options: object, partial: PreparedLink): Promise<PreparedLink> {
  const { message, links, call } = partial
  try {
    await links.found(context, call)
    const by = message['index'] === undefined ? ['ifname', 'altIfname', 'targetNetnsid'] : ['index', 'targetNetnsid']
    const [now] = await context.ask<Link>({ ...linkCommands.get, message: picked(message, by), ...call })
    const present = dataFromAnswer(now?.linkinfo, ((message['linkinfo'] ?? {}) as Info).kind)
    return linkMessage(command, options, present)
  } finally {
    partial.close()
  }
}
