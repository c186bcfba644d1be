import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, ensureRule } from '../words/ensure.ts'
import { commandOf, isListing, ruleCommands } from '../words/flags.ts'
import { type Fields, joined, listing, send } from '../words/input.ts'
import { addRule } from './add.ts'
import { PAGE_PRIORITY, ruleFilter, ruleMessage, ruleNoun } from './input.ts'
import type { Rule, RuleCommand, RuleFilter, RuleParameters, RuleReply } from './types.ts'

/** What other nouns have and the kernel has not of rules (fib_rules_init in net/core/fib_rules.c). */
const MISSING: Readonly<Record<string, string>> = {
  get: "the kernel looks up no single rule, it lists them; getRules({ priority: ... }) finds it, and route('get', ...) asks all of them",
  replace: "rules are not replaced; 'ensure' adds one that is not there, and 'delete' and 'add' make another of it",
  change: "rules are not changed; 'delete' and 'add' make another of it",
}

const WORDS = [...Object.keys(ruleCommands), 'dump', 'flush', 'ensure', 'absent']
const POSITIONS = ['table', 'priority', 'rtype', 'rtscope', 'family', 'src']

/**
 * Rule operations, as `ip rule`: `rule('add', 10, 32000)`, `rule('add', 11, 32001, 'RTN_UNREACHABLE')`,
 * `rule('add', 14, 32004, { src: '10.64.75.141' })`, `rule('add', { from: '10.0.0.0/8', fwmark: '1/0xff', table: 'main' })`.
 * `flush` deletes all rules but the first (priority 0), or those that a filter finds, and answers how many; `ensure`
 * adds only if there is no such rule; `absent` is content if there is none. A rule without a priority has that of the
 * reference page, 32000, where the table stands by its position, and else, as with `ip`, one that the kernel chooses.
 */
export function rule<C extends RuleCommand>(context: Context, command: C, ...parameters: RuleParameters<C>): RuleReply<C> {
  if (isListing(command, 'rule')) return getRules(context, ...(parameters as [])) as RuleReply<C>
  return changeRule(context, command, parameters) as RuleReply<C>
}

async function changeRule(context: Context, given: RuleCommand, parameters: readonly unknown[]): Promise<unknown> {
  if (Object.hasOwn(MISSING, given)) throw new TypeError(`rule: ${MISSING[given]}`)
  const command = commandOf(given, 'rule', WORDS)
  if (command === 'flush') return flush(context, joined([], parameters))
  const options = joined(POSITIONS, parameters)
  const priority = typeof parameters[0] === 'object' ? undefined : PAGE_PRIORITY
  if (command === 'ensure') return ensureRule(context, ruleMessage('add', options, priority))
  if (command === 'absent') return absent(context, ruleCommands.delete, ruleMessage('delete', options))
  const prepared = ruleMessage(command, options, priority)
  if (command === 'add') await addRule(context, prepared)
  else await send(context, ruleCommands[command as keyof typeof ruleCommands], prepared)
  return undefined
}

/**
 * Lists rules: `getRules()` all of all families, `getRules({ family: 'inet6', table: 'main' })`, `getRules((rule) => ...)`.
 * `getRules({ family: 'ipmr' })` those of multicast routes, as `ip mrule`. The kernel filters by nothing but the family (fib_valid_dumprule_req in net/core/fib_rules.c); all else is done here.
 */
export function getRules(context: Context, ...parameters: RuleParameters<'dump'>): Dump<Rule> {
  return Dump.from(async () => {
    const { options, keep } = listing<Rule>(parameters)
    const { message, call } = ruleFilter(options)
    const asked: Fields = message['family'] === undefined ? {} : { family: message['family'] }
    return { dump: context.dump<Rule>({ type: 'RTM_GETRULE', message: asked, ...call, keep: both(keepOf<Rule>(ruleNoun, message), keep) }) }
  })
}

/** Deletes what a filter finds. Without one the rules of priority 0 stay, which answer the machine's own addresses. */
async function flush(context: Context, filter: Fields): Promise<number> {
  const found = await getRules(context, { family: 'inet', ...filter } as RuleFilter)
  const chosen = Object.keys(filter).every((key) => key === 'family') ? found.filter((one) => (one.priority ?? 0) !== 0) : found
  await Promise.all(chosen.map((one) => send(context, ruleCommands.delete, ruleMessage('delete', one))))
  return chosen.length
}
