import { nearest } from '../../netlink/names.ts'
import type { StructTable } from '../../netlink/struct.ts'
import { DcbBuffer, IeeeEts, IeeePfc } from '../../schema/dcb/ieee.ts'
import { type Fields, take } from '../words/input.ts'

/** IEEE_8021QAZ_MAX_TCS */
const PLACES = 8

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The eight values of `{ all: 'strict', 0: 'ets' }`; those that are not named stay as they are. */
function placed(what: string, given: unknown, now: unknown): unknown {
  if (!isObject(given)) return given
  const { all, ...some } = given
  const before = Array.isArray(now) ? (now as unknown[]) : []
  const values: unknown[] = Array.from({ length: PLACES }, (_, i): unknown => all ?? before[i] ?? 0)
  for (const [place, value] of Object.entries(some)) {
    if (!/^[0-7]$/.test(place)) throw new RangeError(`dcb: ${what}: '${place}' is not 'all' or within 0 .. 7`)
    if (value !== undefined) values[Number(place)] = value
  }
  return values
}

/** A struct of people's words over what there is now. */
function merged(what: string, { fields }: StructTable, given: unknown, now: unknown): Fields {
  if (!isObject(given)) throw new TypeError(`dcb: ${what}: an object is wanted`)
  const before = isObject(now) ? now : {}
  const result: Fields = { ...before }
  const names = fields.map(({ key }) => key)
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (key !== 'rest' && !names.includes(key)) {
      const guess = nearest(key, names)
      throw new TypeError(`dcb: ${what}: '${key}' is not an option${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
    }
    result[key] = placed(`${what}.${key}`, value, before[key])
  }
  return result
}

/** `prioPfc: { 3: true }`: bits of ieee_pfc.pfc_en. */
function pfcWords(given: unknown, now: unknown): unknown {
  if (!isObject(given) || given['prioPfc'] === undefined) return given
  const { prioPfc, ...rest } = given
  const bits = ((now as { readonly pfcEn?: number } | undefined)?.pfcEn ?? 0) >>> 0
  const on = placed(
    'pfc.prioPfc',
    prioPfc,
    Array.from({ length: PLACES }, (_, i) => (bits & (1 << i)) !== 0),
  ) as readonly unknown[]
  return { ...rest, pfcEn: on.reduce<number>((sum, one, i) => sum | (one ? 1 << i : 0), 0) }
}

/** Whether the options mean parts of what the kernel takes only as a whole. */
export const wantsPresent = (options: Fields): boolean =>
  ['ets', 'pfc', 'buffer'].some((key) => options[key] !== undefined) ||
  (isObject(options['maxrate']) && options['maxrate']['tcMaxrate'] === undefined)

/** DCB_ATTR_IEEE of what is to be set; `now` is what there is. Takes its words out of the options. */
export function objectsInto(options: Fields, now: Fields): Fields {
  const ieee: Fields = {}
  const ets = take(options, 'ets')
  if (ets !== undefined) ieee['ets'] = merged('ets', IeeeEts.layout, ets, now['ets'])
  const pfc = take(options, 'pfc')
  if (pfc !== undefined) ieee['pfc'] = merged('pfc', IeeePfc.layout, pfcWords(pfc, now['pfc']), now['pfc'])
  const buffer = take(options, 'buffer')
  if (buffer !== undefined) ieee['buffer'] = merged('buffer', DcbBuffer.layout, buffer, now['buffer'])
  const maxrate = take(options, 'maxrate')
  const before = (now['maxrate'] as { readonly tcMaxrate?: unknown } | undefined)?.tcMaxrate ?? Array.from({ length: PLACES }, () => 0n)
  if (maxrate !== undefined) {
    const whole = isObject(maxrate) && maxrate['tcMaxrate'] !== undefined
    ieee['maxrate'] = whole ? maxrate : { tcMaxrate: placed('maxrate', maxrate, before) }
  }
  const qcn = take(options, 'qcn')
  if (qcn !== undefined) ieee['qcn'] = qcn
  const apptrust = take(options, 'apptrust')
  if (apptrust !== undefined) ieee['appTrustTable'] = apptrust
  return ieee
}

/** DCB_ATTR_IEEE of entries to add or delete. */
export function tablesInto(options: Fields): Fields {
  const app = take(options, 'app')
  const rewr = take(options, 'rewr')
  if (app === undefined && rewr === undefined) throw new TypeError("dcb: which entries is not said: 'app' or 'rewr' is wanted")
  return { ...(app === undefined ? {} : { appTable: app }), ...(rewr === undefined ? {} : { rewrTable: rewr }) }
}
