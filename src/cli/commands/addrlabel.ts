// `rtnl addrlabel`
import type { AddressLabel } from '../../iproute/addrlabel/types.ts'
import { addressCell, prefixText } from '../cells.ts'
import { nounRun } from '../noun.ts'

/** Shows and changes labels of IPv6 prefixes. */
export const run = nounRun<AddressLabel>({
  method: 'addrlabel',
  iproute2: ['ip', 'addrlabel'],
  told: ['address', 'prefixlen', 'label', 'index'],
  whole: true,
  positional: () => ['prefix'],
  columns: [
    ['prefix', ({ address, prefixlen }) => addressCell(prefixText(address, prefixlen))],
    ['label', ({ label }) => label],
    ['dev', ({ index }, { name }) => ['name', name(index)]],
  ],
})
