import { nearest } from '../../netlink/names.ts'
import { MessageType } from '../../schema/enums.ts'
import type { Sending } from '../words/flags.ts'

/** What a command is about. */
export type TcObject = 'qdisc' | 'class' | 'filter' | 'chain' | 'action'

/** A command taken apart. */
export interface TcCommandParts {
  readonly object: TcObject
  /** `add`, `change`, `replace`, `link`, `delete`, `get`, `flush`, `dump`. */
  readonly verb: string
}

const TYPES: Readonly<Record<TcObject, string>> = {
  qdisc: 'QDISC',
  class: 'TCLASS',
  filter: 'TFILTER',
  chain: 'CHAIN',
  action: 'ACTION',
}

/**
 * The flags of a message that makes or changes: tc_modify_qdisc in net/sched/sch_api.c, tc_new_tfilter and tc_ctl_chain in
 * net/sched/cls_api.c, tc_ctl_action in net/sched/act_api.c; tc(8) sends the same. `change` wants one that is there;
 * a class or filter that is there is changed by `replace` without NLM_F_REPLACE; `link` exchanges a qdisc for another.
 */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  add: ['create', 'excl'],
  change: [],
  replace: ['create'],
  link: ['replace'],
}
const VERBS: Readonly<Record<TcObject, readonly string[]>> = {
  qdisc: ['add', 'change', 'replace', 'link', 'delete', 'get', 'dump'],
  class: ['add', 'change', 'replace', 'delete', 'get', 'dump'],
  filter: ['add', 'change', 'replace', 'delete', 'get', 'dump'],
  chain: ['add', 'delete', 'get', 'dump'],
  action: ['add', 'change', 'replace', 'delete', 'get', 'flush', 'dump'],
}
const SYNONYMS: Readonly<Record<string, string>> = {
  del: 'delete',
  remove: 'delete',
  chg: 'change',
  show: 'dump',
  list: 'dump',
  ls: 'dump',
}

/** Every command in words: `add`, `add-class`, `del-filter` ... */
const words = (): string[] =>
  (Object.keys(VERBS) as TcObject[]).flatMap((object) => VERBS[object].map((verb) => (object === 'qdisc' ? verb : `${verb}-${object}`)))

/** RTM_NEWQDISC (36) is `add`, RTM_DELTCLASS (41) `delete-class`, RTM_GETTFILTER (46) lists. */
function ofConstant(given: string | number): TcCommandParts | undefined {
  const name = typeof given === 'number' ? String(MessageType.name(given)) : given.replace(/^RTM_/, '').toLowerCase()
  const object = (Object.keys(TYPES) as TcObject[]).find((one) => name.slice(3) === TYPES[one].toLowerCase())
  const verb = { new: 'add', del: 'delete', get: 'dump' }[name.slice(0, 3)]
  return object === undefined || verb === undefined ? undefined : { object, verb }
}

/** The one meaning of a command: `'del-filter'`, `'add'`, RTM_NEWQDISC, 36. A TypeError if it has none. */
export function tcCommand(given: string | number): TcCommandParts {
  const constant = typeof given === 'number' || /^RTM_/.test(given) ? ofConstant(given) : undefined
  if (constant !== undefined) return constant
  const [word = '', object = 'qdisc', more] = String(given).split('-')
  const verb = SYNONYMS[word] ?? word
  const named = object === 'actions' ? 'action' : object
  if (more === undefined && Object.hasOwn(VERBS, named) && VERBS[named as TcObject].includes(verb))
    return { object: named as TcObject, verb }
  const guess = nearest(String(given), words())
  throw new TypeError(`'${given}' is not a command of tc${guess === undefined ? '' : `; did you mean '${guess}'?`} (${words().join(', ')})`)
}

/** How a command is sent. */
export function sendingOf({ object, verb }: TcCommandParts): Sending {
  const type = TYPES[object]
  if (verb === 'delete') return { type: `RTM_DEL${type}`, flags: [] }
  // tca_action_flush in net/sched/act_api.c: a deletion with NLM_F_ROOT.
  if (verb === 'flush') return { type: `RTM_DEL${type}`, flags: ['root'] }
  // The answer to these two is a notification, which the asker gets only with NLM_F_ECHO (qdisc_get_notify, tclass_get_notify).
  if (verb === 'get') return { type: `RTM_GET${type}`, flags: object === 'qdisc' || object === 'class' ? ['echo', 'ack'] : [] }
  const flags = verb === 'replace' && (object === 'qdisc' || object === 'action') ? ['create', 'replace'] : (FLAGS[verb] ?? [])
  // To change an action is to replace it: the kernel knows no other way (tcf_action_add).
  return { type: `RTM_NEW${type}`, flags: object === 'action' && verb === 'change' ? ['create', 'replace'] : flags }
}
