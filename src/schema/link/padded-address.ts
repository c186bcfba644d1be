import { parseLinkAddress } from '../../netlink/address-text.ts'
import { macAddress } from '../../netlink/addresses.ts'
import type { Codec } from '../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'

const whole = macAddress(32)

/**
 * A hardware address in 32 bytes (the kernel's MAX_ADDR_LEN), zeros behind it. Nothing says how long it is: six
 * bytes if no others are set, else twenty (InfiniBand), else all.
 */
export const paddedLinkAddress: Codec<string> = {
  type: whole.type,
  size: 32,
  read(view, at, end, scope) {
    const text = whole.read(view, at, end, scope)
    const used = text.replace(/(?::00)+$/, '').length
    return text.slice(
      0,
      [6, 20, 32].map((size) => 3 * size - 1).find((length) => used <= length),
    )
  },
  write(out, value) {
    const address = typeof value === 'string' ? parseLinkAddress(value) : undefined
    if (address === undefined) return wrongType(`${shown(value)} is not a link address`)
    if (address.length > 32) return outOfRange(`${shown(value)} is longer than 32 bytes`)
    const at = out.reserve(32)
    out.bytes.set(address, at)
  },
}
