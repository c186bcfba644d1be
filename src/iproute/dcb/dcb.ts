import { NetlinkError } from '../../netlink/kernel-error.ts'
import { nearest } from '../../netlink/names.ts'
import { DcbCommandType, type DcbMessage } from '../../schema/dcb/dcb.ts'
import type { DcbIeee } from '../../schema/dcb/ieee.ts'
import type { CallOptions, Context } from '../context.ts'
import { type Fields, joined, take, takeCall, unknownWord } from '../words/input.ts'
import { objectsInto, tablesInto, wantsPresent } from './input.ts'
import type { Dcb, DcbCommand, DcbParameters, DcbReply } from './types.ts'

const COMMANDS = ['get', 'set', 'add', 'delete'] as const
const SETTINGS = ['ets', 'pfc', 'maxrate', 'qcn', 'buffer', 'apptrust', 'dcbx']
const TABLES = ['app', 'rewr']
const { IEEE_GET, IEEE_SET, IEEE_DEL, SDCBX } = DcbCommandType.constants

/**
 * Data center bridging, as `dcb`: `dcb('get', 'eth0')`, `dcb('set', 'eth0', { ets: { tcTsa: { all: 'strict', 0: 'ets' } } })`,
 * `dcb('add', 'eth0', { app: [{ selector: 'dscp', protocol: 24, priority: 3 }] })`. The kernel takes the objects of IEEE 802.1Qaz
 * as a whole: `set` asks for what there is and changes what was said.
 */
export async function dcb<C extends DcbCommand>(
  context: Context,
  command: C,
  ...parameters: DcbParameters<C>
): Promise<Awaited<DcbReply<C>>> {
  const word = { show: 'get', del: 'delete' }[command as 'show'] ?? command
  if (!(COMMANDS as readonly string[]).includes(word)) {
    const guess = nearest(word, COMMANDS)
    throw new TypeError(
      `'${word}' is not a command here${guess === undefined ? '' : `; did you mean '${guess}'?`} (${COMMANDS.join(', ')})`,
    )
  }
  return (await whole(context, word as (typeof COMMANDS)[number], { ...joined(['dev'], parameters) })) as Awaited<DcbReply<C>>
}

async function whole(context: Context, command: (typeof COMMANDS)[number], options: Fields): Promise<unknown> {
  const call = takeCall(options)
  delete options['header']
  const words = command === 'get' ? [] : command === 'set' ? SETTINGS : TABLES
  const wrong = Object.keys(options).find((one) => one !== 'dev' && options[one] !== undefined && !words.includes(one))
  if (wrong !== undefined) unknownWord(wrong, `dcb ${command}`, ['dev', ...words])
  const dev = take(options, 'dev')
  if (dev === undefined) throw new TypeError("dcb: which link is not said: 'dev' is wanted")
  const ifname = typeof dev === 'number' ? await nameOf(context, dev, call) : String(dev)
  if (command === 'get') return present(context, ifname, call)
  if (command !== 'set') {
    const cmd = command === 'add' ? IEEE_SET : IEEE_DEL
    await change(context, { cmd, ifname, ieee: tablesInto(options) }, call)
    return undefined
  }
  if (!SETTINGS.some((one) => options[one] !== undefined)) throw new TypeError(`dcb: what to set is not said (${SETTINGS.join(', ')})`)
  const dcbx = take(options, 'dcbx')
  const now = wantsPresent(options) ? ((await present(context, ifname, call)).ieee ?? {}) : {}
  const ieee = objectsInto(options, now as Fields)
  if (dcbx !== undefined) await change(context, { cmd: SDCBX, ifname, dcbx }, call)
  if (Object.keys(ieee).length > 0) await change(context, { cmd: IEEE_SET, ifname, ieee }, call)
  return undefined
}

/** The kernel knows links by their names alone here. */
async function nameOf(context: Context, index: number, call: CallOptions): Promise<string> {
  const [link] = await context.request<{ readonly ifname?: string }>({ type: 'RTM_GETLINK', message: { index }, ...call })
  return link?.ifname ?? ''
}

async function present(context: Context, ifname: string, call: CallOptions): Promise<Dcb> {
  const [found] = await context.request<Dcb>({ type: 'RTM_GETDCB', message: { cmd: IEEE_GET, ifname }, ...call })
  return found as Dcb
}

/** Status bytes are negative errnos of the IEEE's objects, and 1 of the rest (net/dcb/dcbnl.c). */
const EINVAL = 22

/** The kernel acknowledges what the device refused, and says so in the answer's attribute. */
async function change(context: Context, message: Fields & { readonly ifname: string }, call: CallOptions): Promise<void> {
  const [answer] = await context.request<DcbMessage & { readonly ieee?: DcbIeee | number }>({ type: 'RTM_SETDCB', message, ...call })
  const status = message['dcbx'] === undefined ? answer?.ieee : answer?.dcbx?.length
  if (typeof status !== 'number' || status === 0) return
  throw new NetlinkError({ errno: status < 0 ? -status : EINVAL, type: 'RTM_SETDCB', request: `RTM_SETDCB ifname '${message.ifname}'` })
}
