/** A number as tc's JSON has it: with six significant digits. */
export const printFloat = (value: number): number => Number(value.toPrecision(6))

/** A rate of bit/s in what tc's JSON tells rates in. */
export const bytesPerSecond = (bits: number | bigint): number | bigint => (typeof bits === 'bigint' ? bits / 8n : bits / 8)
