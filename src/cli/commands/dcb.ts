// `rtnl dcb`: data center bridging, which iproute2 has a tool of its own for.
import { nounRun } from '../noun.ts'

/** The link is the first parameter. */
const parameters = (_command: string, { dev, ...options }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.keys(options).length === 0 ? [dev] : [dev, options]

/** Shows and changes what the hardware does for classes of traffic. */
export const run = nounRun<object>({
  method: 'dcb',
  list: (ip, { dev }) => ip.dcb('get', String(dev)),
  told: [],
  whole: true,
  positional: () => ['dev'],
  columns: [],
  call: parameters,
})
