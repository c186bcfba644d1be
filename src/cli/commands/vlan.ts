// `rtnl vlan`
import type { GlobalVlan, Vlan } from '../../schema/bridge/vlan.ts'
import type { Call, Run } from '../command.ts'
import { nounRun } from '../noun.ts'

/** Options of VLANs for whole bridges. */
const globals = nounRun<GlobalVlan>({
  method: 'vlan',
  suffix: '-global',
  told: ['index', 'vid', 'range'],
  whole: true,
  positional: () => ['dev'],
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['vid', ({ vid, range }) => (range === undefined ? String(vid) : `${vid}-${range}`)],
  ],
})
const asJson = ({ options }: Call): boolean => options['json'] !== undefined && options['native'] === undefined

/** Shows and changes VLANs of bridges and their ports. */
export const run: Run = nounRun<Vlan>({
  method: 'vlan',
  iproute2: ['bridge', 'vlan'],
  told: ['index', 'vid', 'range', 'flags'],
  whole: true,
  positional: () => ['dev'],
  own: { global: (call) => (asJson(call) ? run({ ...call, words: ['show', 'global', ...call.words] }) : globals(call)) },
  columns: [
    ['dev', ({ index }, { name }) => ['name', name(index)]],
    ['vid', ({ vid, range }) => (range === undefined ? String(vid) : `${vid}-${range}`)],
    ['flags', ({ flags }) => flags.join(' ')],
  ],
})
