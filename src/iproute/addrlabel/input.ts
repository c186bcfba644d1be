import { AddressLabelMessage } from '../../schema/address-label.ts'
import { isAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, takeCall } from '../words/input.ts'
import { addressBits, familyNumber, INET6, parsePrefix, prefixLength } from '../words/input-prefix.ts'

/** Address labels: the table's keys, and people's words for them. */
export const addrlabelNoun: Noun = noun('addrlabel', AddressLabelMessage, { prefix: 'address', dev: 'index' })

/** `'2001:db8::/32'` into an address and its length; `default` into `::/0`. */
function prefixInto(fields: Fields): void {
  const given = fields['prefixlen'] === undefined ? undefined : prefixLength('prefixlen', fields['prefixlen'], INET6)
  if (fields['address'] !== undefined) {
    const { address = '::', length, family } = parsePrefix('prefix', fields['address'])
    if (family !== 0 && family !== INET6)
      throw new TypeError(`addrlabel: prefix: '${address}' is not an IPv6 address; no others have labels`)
    if (given !== undefined && length !== undefined && given !== length)
      throw new TypeError(`addrlabel: prefix: '${String(fields['address'])}' has a length of its own, and prefixlen says ${given}`)
    fields['address'] = address
    fields['prefixlen'] = given ?? length ?? addressBits(INET6)
  } else if (given !== undefined) fields['prefixlen'] = given
}

/** The words that labels and filters of them have in common. */
function commonWords(options: object): Prepared {
  const message = fieldsOf(addrlabelNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(addrlabelNoun, message)) for (const key of ['flags', 'seq']) delete message[key]
  const family = message['family'] === undefined ? INET6 : familyNumber(message['family'])
  if (family !== INET6) throw new TypeError('addrlabel: the family is inet6; no others have labels')
  message['family'] = family
  prefixInto(message)
  links.replace(message, 'index')
  return { message, links, call }
}

/** A label to add, change or delete. */
export function addrlabelMessage(command: string, options: object): Prepared {
  const prepared = commonWords(options)
  const { message } = prepared
  if (message['address'] === undefined) throw new TypeError('addrlabel: the prefix is missing')
  // The kernel wants a label where it deletes, and passes over it (ip6addrlbl_newdel in net/ipv6/addrlabel.c).
  if (command === 'delete') message['label'] ??= 0
  else if (message['label'] === undefined) throw new TypeError('addrlabel: the label is missing')
  return prepared
}

/** The address whose label is looked up: the kernel takes it whole, and no label with it (ip6addrlbl_get). */
export function addrlabelLookup(options: object): Prepared {
  const prepared = commonWords(options)
  const { message } = prepared
  if (message['address'] === undefined) throw new TypeError('addrlabel: the address to look up is missing')
  message['prefixlen'] = addressBits(INET6)
  delete message['label']
  return prepared
}

/** What a listing is filtered by. */
export const addrlabelFilter = commonWords
