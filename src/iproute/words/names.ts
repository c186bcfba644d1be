import { readdirSync, readFileSync } from 'node:fs'
import { nearest } from '../../netlink/names.ts'

/** The files of iproute2 that give names to numbers. */
export type NameFile =
  | 'rt_tables'
  | 'rt_protos'
  | 'rt_addrprotos'
  | 'rt_scopes'
  | 'rt_realms'
  | 'rt_dsfield'
  | 'group'
  | 'protodown_reasons'

/** The distribution's first, the administrator's second: the later line wins, as in iproute2. */
const DIRECTORIES = ['/usr/share/iproute2', '/etc/iproute2']

/** What holds without any file; lib/rt_names.c of iproute2 knows the same. */
const BUILT_IN: Readonly<Record<NameFile, Readonly<Record<string, number>>>> = {
  rt_tables: { unspec: 0, default: 253, main: 254, local: 255 },
  rt_protos: {
    ...{ unspec: 0, redirect: 1, kernel: 2, boot: 3, static: 4, gated: 8, ra: 9, mrt: 10, zebra: 11, bird: 12, dnrouted: 13 },
    ...{
      xorp: 14,
      ntk: 15,
      dhcp: 16,
      mrouted: 17,
      keepalived: 18,
      babel: 42,
      ovn: 84,
      openr: 99,
      bgp: 186,
      isis: 187,
      ospf: 188,
      rip: 189,
      eigrp: 192,
    },
  },
  rt_addrprotos: { unspec: 0, kernel_lo: 1, kernel_ra: 2, kernel_ll: 3 },
  rt_scopes: { universe: 0, global: 0, site: 200, link: 253, host: 254, nowhere: 255 },
  rt_realms: { cosmos: 0, unknown: 0 },
  rt_dsfield: {},
  group: { default: 0 },
  protodown_reasons: {},
}

/** Prefixes of the kernel's own names: `RT_TABLE_MAIN` is `main`. */
const KERNEL_PREFIX: Readonly<Partial<Record<NameFile, string>>> = {
  rt_tables: 'RT_TABLE_',
  rt_protos: 'RTPROT_',
  rt_addrprotos: 'IFAPROT_',
  rt_scopes: 'RT_SCOPE_',
}

/** What a name of the file stands for, for messages. */
const MEANING: Readonly<Record<NameFile, string>> = {
  rt_tables: 'routing table',
  rt_protos: 'routing protocol',
  rt_addrprotos: 'address protocol',
  rt_scopes: 'scope',
  rt_realms: 'realm',
  rt_dsfield: 'DS field',
  group: 'link group',
  protodown_reasons: 'reason to hold a link down',
}

interface Names {
  readonly numbers: ReadonlyMap<string, number>
  readonly names: ReadonlyMap<number, string>
}

/** Lines `NUMBER NAME`, the number decimal or hexadecimal, `#` begins a comment. */
export function parseNames(text: string): [name: string, number: number][] {
  return text.split('\n').flatMap((line): [string, number][] => {
    const match = /^\s*(0x[0-9a-fA-F]+|\d+)\s+([^\s#]+)/.exec(line)
    return match ? [[match[2] as string, Number(match[1])]] : []
  })
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** `rt_tables` and the `*.conf` of `rt_tables.d`, sorted, as iproute2 takes them. */
function texts(directory: string, file: NameFile): string[] {
  let more: string[] = []
  try {
    more = readdirSync(`${directory}/${file}.d`).filter((name) => name.endsWith('.conf') && !name.startsWith('.'))
  } catch {
    // Most machines have no such directory.
  }
  return [`${directory}/${file}`, ...more.sort().map((name) => `${directory}/${file}.d/${name}`)].map(textOf)
}

/** Reads the names of one kind from these directories; no file is missed if it is not there. */
export function readNames(file: NameFile, directories: readonly string[] = DIRECTORIES): Names {
  const numbers = new Map(Object.entries(BUILT_IN[file]))
  const names = new Map<number, string>()
  for (const [name, number] of numbers) if (!names.has(number)) names.set(number, name)
  if (file === 'rt_scopes') names.set(0, 'global')
  for (const [name, number] of directories.flatMap((directory) => texts(directory, file).flatMap(parseNames))) {
    numbers.set(name, number)
    names.set(number, name)
  }
  return { numbers, names }
}

const read = new Map<NameFile, Names>()

/** The names of this machine, read at the first use and kept. */
function namesOf(file: NameFile): Names {
  const names = read.get(file) ?? readNames(file)
  read.set(file, names)
  return names
}

/**
 * The number behind a name of iproute2's files (`'main'`), a name of the kernel (`'RT_TABLE_MAIN'`), a number, or the
 * text of one (`'100'`, `'0x64'`). A TypeError for a name that nobody knows.
 */
export function numberOf(file: NameFile, value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') throw new TypeError(`a ${MEANING[file]} is a name or a number, not ${typeof value}`)
  const builtIn = BUILT_IN[file]
  const found = Object.hasOwn(builtIn, value) ? builtIn[value] : namesOf(file).numbers.get(value)
  if (found !== undefined) return found
  if (/^(?:\d+|0x[0-9a-fA-F]+)$/.test(value)) return Number(value)
  const plain = value.toLowerCase().replace(KERNEL_PREFIX[file]?.toLowerCase() ?? '', '')
  if (Object.hasOwn(builtIn, plain)) return builtIn[plain] as number
  const guess = nearest(value, [...namesOf(file).numbers.keys()])
  throw new TypeError(`'${value}' is not the name of a ${MEANING[file]}${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** The name iproute2 shows for a number, or the number as text. */
export const nameOf = (file: NameFile, number: number): string => namesOf(file).names.get(number) ?? String(number)
