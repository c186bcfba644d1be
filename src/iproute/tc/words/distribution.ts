import { readdirSync, readFileSync } from 'node:fs'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'

/** The most numbers that tc(8) and the kernel take (NETEM_DIST_MAX, linux/pkt_sched.h). */
const MOST = 16_384

/** Where the distributions put the tables of iproute2; Debian's have the machine in their name. */
function directories(): string[] {
  const own = process.env['TC_LIB_DIR']
  if (own !== undefined && own !== '') return [own]
  const places = ['/usr/lib/tc', '/usr/lib64/tc', '/usr/share/tc', '/usr/local/lib/tc']
  try {
    const machines = readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))
    return [...places, ...machines.map((name) => `/usr/lib/${name}/tc`)]
  } catch {
    return places
  }
}

/** Whole numbers between blanks; a line that begins with `#` is a comment. */
export function parseDistribution(text: string): number[] {
  const numbers = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '')
    .map(Number)
  const wrong = numbers.find((one) => !Number.isInteger(one) || one < -0x8000 || one > 0x7fff)
  if (wrong !== undefined) return wrongType(`the table holds ${wrong}, which is not a whole number of 16 bits`)
  return numbers.length > 0 && numbers.length <= MOST ? numbers : outOfRange(`the table holds ${numbers.length} numbers, not 1 .. ${MOST}`)
}

const known = new Map<string, readonly number[]>()

/**
 * The numbers of a distribution: an array as it is; for a name (`'normal'`, `'pareto'`, `'paretonormal'`, `'experimental'`) the table
 * that iproute2 installs, NAME.dist in its directory or in the one that TC_LIB_DIR names. Throws an InputFault.
 */
export function distributionOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string') return wrongType(`the name of a distribution ('normal') or its numbers are wanted, not ${shown(value)}`)
  if (!/^[\w+-][\w.+-]*$/.test(value)) return wrongType(`${shown(value)} is not the name of a distribution`)
  const places = directories()
  for (const place of places) {
    const path = `${place}/${value}.dist`
    const numbers = known.get(path) ?? read(path)
    if (numbers === undefined) continue
    known.set(path, numbers)
    return numbers
  }
  return wrongType(
    `there is no table '${value}': no file ${value}.dist in ${places.join(', ')}; iproute2 brings such files, TC_LIB_DIR says where, and an array of numbers does too`,
  )
}

function read(path: string): readonly number[] | undefined {
  let text: string
  try {
    text = readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
  return parseDistribution(text)
}
