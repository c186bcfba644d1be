// `rtnl rule`
import type { Rule } from '../../iproute/rule/types.ts'
import { familyText } from '../cells.ts'
import { nounRun } from '../noun.ts'
import { actionText, selectorText } from '../route-text.ts'

/** Shows and changes rules. */
export const run = nounRun<Rule>({
  method: 'rule',
  iproute2: ['ip', 'rule'],
  told: ['priority', 'src', 'srcLen', 'dst', 'dstLen', 'fwmark', 'iifname', 'oifname', 'ipProto', 'action', 'table', 'goto', 'flags'],
  families: ['inet', 'inet6'],
  pairs: { from: 'src', to: 'dst', lookup: 'table', fwmark: 'fwmark', iif: 'iifname', oif: 'oifname', goto: 'goto' },
  columns: [
    ['priority', ({ priority = 0 }) => priority],
    ['family', ({ family }) => ['quiet', familyText(family)]],
    ['packets', selectorText],
    ['action', (one) => ['name', actionText(one)]],
  ],
})
