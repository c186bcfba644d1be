// How tc writes sizes and what it makes of token buckets (lib/json_print_math.c, tc/tc_core.c of iproute2).

/** Half to even, as rint(3). */
const rint = (value: number): number => {
  const whole = Math.round(value)
  return whole - value === 0.5 && whole % 2 !== 0 ? whole - 1 : whole
}
const near = (size: number, unit: number, distance: number): boolean => size >= unit && Math.abs(unit * rint(size / unit) - size) < distance

/** A size as tc's text has it: `10Kb`, `1Mb`, `1600b`. */
export function sizeText(size: number): string {
  if (near(size, 2 ** 20, 1024)) return `${rint(size / 2 ** 20)}Mb`
  if (near(size, 2 ** 10, 16)) return `${rint(size / 2 ** 10)}Kb`
  return `${size}b`
}

/** Ticks of the packet scheduler in tc's whole microseconds. */
export const tickTime = (ticks: number): number => Math.floor(ticks / 15.625)

/** The bytes that tc reckons go at `rate` (bit/s) in so many ticks. */
export const bucketSize = (rate: number | bigint, ticks: number): number =>
  Math.floor(((Number(rate) / 8) * tickTime(ticks)) / 1e6) % 2 ** 32

/** A size and the distance of the entries of its table, as `-d` shows them: `10Kb/8`. */
export const sizeAndCell = (size: number, cellLog: number): string => `${sizeText(size)}/${2 ** cellLog}`

/** What a packet is wrapped in. */
export const linkLayerName = (linklayer: string | number | undefined): string =>
  linklayer === undefined || linklayer === 'unaware' ? 'unspec' : typeof linklayer === 'string' ? linklayer : 'unknown'
