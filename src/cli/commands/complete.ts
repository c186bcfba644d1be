// `rtnl complete LINE`: what may stand at the end of a command line. Asks no kernel: a tab must not wait for one.
import { readdir } from 'node:fs/promises'
import { GLOBAL } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { kindOptions, kindsOf, nounWords, type OptionWord } from '../schema-words.ts'
import { COMMANDS } from './index.ts'

const VERBS = ['show', 'add', 'set', 'change', 'replace', 'delete', 'get', 'flush', 'ensure', 'absent']
/** Keys whose values are names of links. */
const LINKS = new Set(['dev', 'master', 'link', 'oif', 'iif', 'port', 'vrf', 'bridge'])

const list = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

async function values(command: Command, key: string, options: readonly OptionWord[]): Promise<readonly string[]> {
  const kinds = key === 'kind' || key === 'type' ? kindsOf(command.name) : []
  if (kinds.length > 0) return kinds
  if (LINKS.has(key)) return list('/sys/class/net')
  if (key === 'netns') return list('/run/netns')
  return options.find((one) => one.key === key)?.names ?? []
}

/** The words that may stand where the last one of `line` is begun. */
export async function candidates(line: string): Promise<readonly string[]> {
  const words = line.trimStart().split(/\s+/).slice(1)
  const current = words.pop() ?? ''
  const [name, ...before] = words.filter((word) => !word.startsWith('-'))
  const command = COMMANDS.find((one) => one.name === name || one.aliases?.includes(name ?? ''))
  if (current.startsWith('-')) return Object.keys({ ...GLOBAL, ...command?.options }).map((option) => `--${option}`)
  if (name === undefined) return COMMANDS.map((one) => one.name)
  if (command === undefined) return []
  if (name === 'help') return before.length === 0 ? COMMANDS.map((one) => one.name) : kindsOf(before[0] as string)
  if (name === 'completion') return ['bash', 'zsh', 'fish']
  const kinds = kindsOf(command.name)
  const kind = before.map((word) => word.replace(/^(?:kind|type)=/, '')).find((word) => kinds.includes(word))
  const options = [...(kind === undefined ? [] : kindOptions(command.name, kind)), ...nounWords(command.name)]
  const equals = current.indexOf('=')
  if (equals > 0) {
    const key = current.slice(0, equals)
    return (await values(command, key, options)).map((value) => `${key}=${value}`)
  }
  const last = before.at(-1) ?? ''
  if (LINKS.has(last)) return list('/sys/class/net')
  return [
    ...(before.length === 0 && options.length > 0 ? VERBS : []),
    ...(kinds.length > 0 && kind === undefined ? ['kind='] : []),
    ...options.map(({ key }) => `${key}=`),
  ]
}

/** Prints the words that begin as the line ends. */
export async function run({ words, out }: Call): Promise<undefined> {
  const line = words.join(' ')
  const current = line.slice(line.search(/\S*$/))
  const found = [...new Set(await candidates(line))].filter((word) => word.startsWith(current))
  await out.write(found.map((word) => `${word}\n`).join(''))
}
