import type { KindWords } from '../kind.ts'

/** htb: the version of its protocol, which the kernel insists on, and the divisor that tc(8) says for rates and quanta. */
export const htb: KindWords = {
  complete(options) {
    // Answers have the kernel's own version behind it: 3.17 is 0x30011.
    const version = options['version'] ?? 3
    options['version'] = typeof version === 'number' && version > 0xffff ? version >>> 16 : version
    if (options['rate2quantum'] === undefined) options['r2q'] ??= 10
  },
}
