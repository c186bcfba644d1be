// ip/ipaddrlabel.c of iproute2.
import type { AddressLabelMessage } from '../../schema/address-label.ts'
import type { JsonObject, Listing } from '../types.ts'
import { addressText } from './prefix.ts'
import { commandOf, readWords } from './words.ts'

/** What `ip addrlabel list` prints. */
export const listAddressLabels: Listing = (messages, printing) => {
  const [, words] = commandOf(printing.words)
  readWords(words, {})
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWADDRLABEL' && type !== 'RTM_DELADDRLABEL') continue
    const { address, prefixlen, index, label } = message as unknown as AddressLabelMessage
    printed.push({
      ...(type === 'RTM_DELADDRLABEL' && { deleted: true }),
      ...(address !== undefined && { address: addressText(address), prefixlen }),
      ...(index !== 0 && { ifname: printing.link(index) }),
      ...(label !== undefined && { label: label | 0 }),
    })
  }
  return printed
}
