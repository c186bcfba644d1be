// Amounts for people.

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const

const scaled = (amount: number, units: readonly string[]): string => {
  let [value, unit] = [amount, 0]
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000
  return `${unit === 0 ? Math.round(value) : value.toPrecision(3)} ${units[unit]}`
}

/** Bytes with a unit of a thousand: `1.23 MB`. */
export const bytesText = (bytes: number | bigint): string => scaled(Number(bytes), UNITS)

/** A rate of bytes a second as bits: `9.87 Mbit/s`. */
export const rateText = (bytesPerSecond: number): string => scaled(bytesPerSecond * 8, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'])
