import type { Context } from '../context.ts'
import { ruleCommands } from '../words/flags.ts'
import { type Fields, type Prepared, send } from '../words/input.ts'
import { ruleMessage } from './input.ts'
import type { Rule } from './types.ts'

/** Selectors since Linux 6.12 (dscp), 6.14 (flow labels) and 6.15 (masks). */
const YOUNG = ['dscp', 'dscpMask', 'flowlabel', 'flowlabelMask', 'sportMask', 'dportMask']

/**
 * Adds a rule. A kernel passes over selectors that it does not know (fib_nl_newrule parses leniently), and then selects
 * more than was wished. It tells what it made to who asks for an echo: a rule that lacks a selector is taken back.
 */
export async function addRule(context: Context, prepared: Prepared): Promise<void> {
  const young = YOUNG.filter((key) => prepared.message[key] !== undefined)
  if (young.length === 0) {
    await send(context, ruleCommands.add, prepared)
    return
  }
  const { type, flags } = ruleCommands.add
  const [made] = await send<Rule>(context, { type, flags: [...flags, 'echo'] }, prepared)
  // A batch answers nothing.
  const lost = made === undefined ? undefined : young.find((key) => (made as unknown as Fields)[key] === undefined)
  if (made === undefined || lost === undefined) return
  await send(context, ruleCommands.delete, ruleMessage('delete', made))
  throw Object.assign(new Error(`rule: this kernel does not know the selector '${lost}'`), { code: 'EOPNOTSUPP' })
}
