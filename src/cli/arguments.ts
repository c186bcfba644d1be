// The command line: util.parseArgs takes it apart, this checks it against what commands have.
import { parseArgs } from 'node:util'
import { nearest } from '../netlink/names.ts'
import { type Command, type OptionSpec, type OptionSpecs, type OptionValues, UsageError } from './command.ts'

/** Options of every command. */
export const GLOBAL: OptionSpecs = {
  json: { short: 'j', about: 'print JSON, as ip -j, tc -j and bridge -j do' },
  pretty: { short: 'p', about: 'with -j: indented' },
  details: { short: 'd', about: 'more of each object' },
  statistics: { short: 's', counted: true, about: 'counters; twice: more of them' },
  native: { about: 'print the decoded messages of this library as JSON' },
  'ipv4-only': { short: '4', about: 'only what is of IPv4' },
  'ipv6-only': { short: '6', about: 'only what is of IPv6' },
  netns: { short: 'n', value: 'NAME', about: 'work in this network namespace (a name of ip netns, a path)' },
  host: { value: 'URL', about: 'work on another machine: tls://router:7000, unix:///run/rtnl.sock' },
  key: { value: 'FILE', about: 'with --host: private key (PEM)' },
  cert: { value: 'FILE', about: 'with --host: certificate (PEM)' },
  ca: { value: 'FILE', about: 'with --host: certificates of who may have signed the other one (PEM)' },
  timeout: { value: 'SECONDS', about: 'how long an answer may take; 0: for ever' },
  color: { value: '[WHEN]', about: 'always (without a word), auto or never' },
  help: { short: 'h', about: 'what the command takes' },
  version: { short: 'V', about: 'the version' },
}

/** The command line taken apart. */
export interface Parsed {
  readonly options: OptionValues
  readonly words: readonly string[]
}

const takesValue = ({ value }: OptionSpec): boolean => value !== undefined && !value.startsWith('[')

const meant = (word: string, words: readonly string[]): string => {
  const guess = nearest(word, words)
  return guess === undefined ? '' : `; did you mean '${guess}'?`
}

/** Takes the words apart by what the options take. A UsageError for an option that there is not, and the nearest that there is. */
export function parse(argv: readonly string[], specs: OptionSpecs): Parsed {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { type: takesValue(spec) ? ('string' as const) : ('boolean' as const), ...(spec.short && { short: spec.short }) },
    ]),
  )
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true })
  const values: Record<string, string | number> = {}
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const spec = specs[name]
    if (spec === undefined) {
      const known = Object.keys(specs).map((one) => `--${one}`)
      throw new UsageError(`there is no option ${rawName}${rawName.startsWith('--') ? meant(rawName, known) : ''}`)
    }
    if (spec.value === undefined) {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`)
      values[name] = spec.counted ? Number(values[name] ?? 0) + 1 : 1
    } else if (value === undefined && takesValue(spec)) throw new UsageError(`${rawName} wants a value: ${rawName} ${spec.value}`)
    else values[name] = value ?? 'always'
  }
  return { options: values, words }
}

/** The first word that is no option, and no value of one of those of every command. */
export function commandWord(argv: readonly string[]): string | undefined {
  const options = Object.fromEntries(
    Object.entries(GLOBAL).map(([name, spec]) => [
      name,
      { type: takesValue(spec) ? ('string' as const) : ('boolean' as const), ...(spec.short && { short: spec.short }) },
    ]),
  )
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).positionals[0]
}

/** A command by its name or another name of it. */
export function commandOf(word: string, commands: readonly Command[]): Command {
  const namesOf = ({ name, aliases = [] }: Command): readonly string[] => [name, ...aliases]
  const found = commands.find((one) => namesOf(one).includes(word))
  if (found !== undefined) return found
  throw new UsageError(`there is no command '${word}'${meant(word, commands.flatMap(namesOf))}`)
}
