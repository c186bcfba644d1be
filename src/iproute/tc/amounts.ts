// Amounts in few characters, for drawings.

const shortened = (value: number, base: number, units: readonly string[]): string => {
  let unit = 0
  while (value >= base && unit < units.length - 1) {
    value /= base
    unit++
  }
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits))}${units[unit]}`
}

/** Bits per second as tc(8) takes them: `256kbit`, `1.5gbit`. */
export const rateText = (rate: number | bigint): string => shortened(Number(rate), 1000, ['bit', 'kbit', 'mbit', 'gbit', 'tbit'])
/** Bytes: `840 B`, `12.4 kB`. */
export const bytesText = (bytes: number | bigint): string =>
  shortened(Number(bytes), 1000, [' B', ' kB', ' MB', ' GB', ' TB', ' PB', ' EB'])
/** A number of packets: `30`, `12.4k`. */
export const countText = (count: number): string => shortened(count, 1000, ['', 'k', 'M', 'G', 'T'])
