// `rtnl tc`: the API's own name for queueing disciplines; `rtnl tc add-class` and the like too.
import type { Call, Run } from '../command.ts'

const PARTS: Readonly<Record<string, () => Promise<{ readonly run: Run }>>> = {
  qdisc: () => import('./qdisc.ts'),
  class: () => import('./class.ts'),
  filter: () => import('./filter.ts'),
  chain: () => import('./chain.ts'),
  action: () => import('./action.ts'),
}

/** Hands on to the command of the object: the word behind the hyphen, the first word, or a queueing discipline. */
export async function run(call: Call): Promise<number | undefined> {
  const [first = '', ...rest] = call.words
  const hyphen = first.lastIndexOf('-')
  const load = PARTS[hyphen < 0 ? first : first.slice(hyphen + 1)]
  if (load === undefined) return (await import('./qdisc.ts')).run(call)
  return (await load()).run({ ...call, words: hyphen < 0 ? rest : [first.slice(0, hyphen), ...rest] })
}
