// `rtnl netns`: namespaces by name, and the ids they have here.
import type { Nsid } from '../../iproute/netns/types.ts'
import { netns } from '../../socket/netns.ts'
import { type Call, UsageError } from '../command.ts'
import { nounRun } from '../noun.ts'
import { Table } from '../table.ts'

const nameIn = ({ words }: Call): string => {
  const [name, ...more] = words
  if (name === undefined || more.length > 0) throw new UsageError('the name of one namespace is wanted')
  return name
}

/** Names and ids. */
async function list(call: Call): Promise<undefined> {
  const ip = await call.ip()
  const rows: { name: string; id: number | undefined }[] = []
  for (const name of netns.list()) {
    // No right to enter it, or no namespace behind the name any more: the name alone.
    const found = await ip.netns('get', { netns: name }).catch(() => undefined)
    rows.push({ name, id: found?.nsid === undefined || found.nsid < 0 ? undefined : found.nsid })
  }
  if (call.options['native'] !== undefined) {
    const { printNative } = await import('../native.ts')
    await printNative(call, rows)
    return
  }
  const table = new Table({ head: ['name', 'id'], style: call.style, columns: call.out.columns })
  await call.out.write(table.page(rows.map(({ name, id }) => ({ cells: [['name', name], id === undefined ? '' : String(id)] }))))
}

const ids = nounRun<Nsid>({
  method: 'netns',
  iproute2: ['ip', 'netns'],
  told: ['nsid', 'currentNsid'],
  whole: true,
  positional: () => ['netns'],
  columns: [
    ['id', ({ nsid }) => nsid],
    ['here', ({ currentNsid }) => currentNsid],
  ],
})

/** Lists, makes and removes namespaces; `set`, `get` and `list-id` are of their ids. */
export async function run(call: Call): Promise<number | undefined> {
  const [command = 'list', ...rest] = call.words
  const behind = { ...call, words: rest }
  switch (command) {
    case 'show':
    case 'list':
      return call.options['json'] === undefined ? list(behind) : ids({ ...call, words: ['show', ...rest] })
    case 'list-id':
      return ids({ ...call, words: ['show', ...(call.options['json'] === undefined ? [] : ['list-id']), ...rest] })
    case 'add':
    case 'create':
      await netns.create(nameIn(behind))
      return undefined
    case 'delete':
    case 'del':
    case 'remove':
      await netns.remove(nameIn(behind))
      return undefined
    default:
      return ids(call)
  }
}
