import { nearest } from '../../netlink/names.ts'
import { VfInfo } from '../../schema/link/vf.ts'
import type { Fields } from '../words/input.ts'

/** Words for one virtual function, as behind `ip link set ... vf NUMBER`. */
const WORDS = [
  ...['mac', 'vlan', 'qos', 'proto', 'rate', 'maxTxRate', 'minTxRate', 'spoofchk', 'trust', 'rssQuery', 'queryRss', 'state'],
  ...['nodeGuid', 'portGuid'],
] as const
const isWord = (word: string): boolean => (WORDS as readonly string[]).includes(word)

/** ETH_P_8021Q and ETH_P_8021AD (linux/if_ether.h). */
const PROTOCOLS: Readonly<Record<string, number>> = { '802.1q': 0x8100, '802.1ad': 0x88a8 }
const TAG = 0x8100

function protocolOf(value: unknown): number {
  const number = typeof value === 'string' ? PROTOCOLS[value.toLowerCase()] : value
  if (number === 0x8100 || number === 0x88a8) return number
  throw new TypeError(`link: vf: proto: '802.1Q' or '802.1ad' is wanted, not ${String(value)}`)
}

function switchOf(word: string, value: unknown): number {
  if (value === true || value === 'on' || value === 1) return 1
  if (value === false || value === 'off' || value === 0) return 0
  throw new TypeError(`link: vf: ${word}: true or false is wanted, not ${String(value)}`)
}

/** Eight bytes with colons between them, as `ip` takes an EUI-64. */
function guidOf(word: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value
  const bytes = typeof value === 'string' && /^[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){7}$/.test(value) ? value.split(':') : undefined
  if (bytes === undefined)
    throw new TypeError(`link: vf: ${word}: eight bytes ('00:11:22:33:44:55:66:77') are wanted, not ${String(value)}`)
  return BigInt(`0x${bytes.map((byte) => byte.padStart(2, '0')).join('')}`)
}

/** A function's VLAN, in the old attribute where that can say it: drivers may lack the new one. */
function vlanInto(info: Fields, vf: number, { vlan, qos = 0, proto }: Fields): void {
  if (vlan === undefined) {
    if (qos !== 0 || proto !== undefined) throw new TypeError("link: vf: 'qos' and 'proto' are said of a 'vlan'")
    return
  }
  const vlanProto = proto === undefined ? TAG : protocolOf(proto)
  if (vlanProto === TAG) info['vlan'] = { vf, vlan, qos }
  else info['vlanList'] = [{ vf, vlan, qos, vlanProto }]
}

/**
 * The most alone is IFLA_VF_TX_RATE, which keeps the least that a function is granted (do_setvfinfo in net/core/rtnetlink.c);
 * the other way round the kernel wants both.
 */
function rateInto(info: Fields, vf: number, { rate, maxTxRate = rate, minTxRate }: Fields): void {
  if (minTxRate !== undefined && maxTxRate === undefined) throw new TypeError("link: vf: 'minTxRate' is said with 'maxTxRate'")
  if (minTxRate !== undefined) info['rate'] = { vf, minTxRate, maxTxRate }
  else if (maxTxRate !== undefined) info['txRate'] = { vf, rate: maxTxRate }
}

/** IFLA_VF_INFO of people's words; what the table's keys say already stays. */
function infoOf(options: Fields): Fields {
  const { vf, ...words } = options
  if (typeof vf !== 'number') throw new TypeError(`link: vf: the number of a virtual function is wanted, not ${String(vf)}`)
  const wrong = Object.keys(words).find((word) => words[word] !== undefined && !isWord(word) && !VfInfo.table.byKey.has(word))
  if (wrong !== undefined) {
    const guess = nearest(wrong, WORDS)
    throw new TypeError(`link: vf: '${wrong}' is not an option${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }
  const info: Fields = {}
  for (const [word, value] of Object.entries(words)) if (!isWord(word) || typeof value === 'object') info[word] = value
  const { mac, spoofchk, trust, rssQuery = words['queryRss'], state, nodeGuid, portGuid } = words
  if (mac !== undefined) info['mac'] = typeof mac === 'string' ? { vf, mac } : mac
  if (typeof words['vlan'] !== 'object') vlanInto(info, vf, words)
  if (typeof words['rate'] !== 'object') rateInto(info, vf, words)
  const one = (key: string, word: string, value: unknown) => {
    if (value !== undefined && typeof value !== 'object') info[key] = { vf, setting: switchOf(word, value) }
  }
  one('spoofchk', 'spoofchk', spoofchk)
  one('trust', 'trust', trust)
  one('rssQueryEn', 'rssQuery', rssQuery)
  if (state !== undefined) info['linkState'] = { vf, linkState: state }
  if (nodeGuid !== undefined) info['ibNodeGuid'] = { vf, guid: guidOf('nodeGuid', nodeGuid) }
  if (portGuid !== undefined) info['ibPortGuid'] = { vf, guid: guidOf('portGuid', portGuid) }
  if (Object.keys(info).length === 0) throw new TypeError(`link: vf: what to set of function ${vf} is not said`)
  return info
}

/**
 * Options of a link without those of its virtual functions, and IFLA_VFINFO_LIST of these: `vf: 0` with words of that function
 * beside it, or objects that each name theirs.
 */
export function withoutFunctions(given: Fields): { options: Fields; functions: readonly Fields[] | undefined } {
  const { vf } = given
  if (vf === undefined) return { options: given, functions: undefined }
  const options: Fields = {}
  const own: Fields = { vf }
  for (const [word, value] of Object.entries(given)) {
    if (word === 'vf') continue
    // A link's own state may stand beside functions that are objects.
    if (typeof vf === 'number' && isWord(word)) own[word] = value
    else options[word] = value
  }
  const several = typeof vf === 'number' ? [own] : ([vf].flat() as Fields[])
  return { options, functions: several.map((one) => infoOf({ ...one })) }
}
