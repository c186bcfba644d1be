// `rtnl` alone: this machine at a glance. Needs no right.
import type { IPRoute } from '../../iproute/iproute.ts'
import type { Link } from '../../iproute/link/types.ts'
import type { Rule } from '../../iproute/rule/types.ts'
import { rateText } from '../amounts.ts'
import { addressCell, familyText, prefixText, protocolName, stateCell, tableName } from '../cells.ts'
import type { Call } from '../command.ts'
import { linkNames } from '../noun.ts'
import { actionText, selectorText, waysText } from '../route-text.ts'
import { type Cell, type Row, Table } from '../table.ts'

/** When counters began is not told; the machine's own start is what is known. */
const upSeconds = async (): Promise<number | undefined> => {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile('/proc/uptime', 'utf8').catch(() => '')
  const seconds = Number.parseFloat(text)
  return seconds > 0 ? seconds : undefined
}

const average = (bytes: bigint | undefined, seconds: number | undefined): string =>
  bytes === undefined || seconds === undefined || bytes === 0n ? '' : rateText(Number(bytes) / seconds)

/** Rules that every machine has: 0 local, 32766 main, 32767 default. */
const isUsual = ({ priority = 0, table, action, src, dst, fwmark }: Rule): boolean =>
  action === 'to_tbl' &&
  [src, dst, fwmark].every((one) => one === undefined) &&
  [0, 32766, 32767].includes(priority) &&
  ['local', 'main', 'default'].includes(tableName(table))

async function linkRows(ip: IPRoute, links: readonly Link[], seconds: number | undefined): Promise<readonly Row[]> {
  const [addresses, qdiscs] = await Promise.all([ip.getAddr(), ip.getQdiscs()])
  const disciplines = new Map<number, string>()
  for (const { index, kind, parent } of qdiscs) if (parent === 'root' && kind !== undefined) disciplines.set(index, kind)
  return links.flatMap((one): Row[] => {
    const own = addresses.filter(({ index }) => index === one.index)
    const first: Cell[] = [
      ['name', one.ifname ?? String(one.index)],
      stateCell(one),
      ['quiet', String(one.linkinfo?.kind ?? one.type)],
      one.qdisc === 'noqueue' || one.qdisc === 'noop' ? '' : (disciplines.get(one.index) ?? one.qdisc ?? ''),
      average(one.stats64?.rxBytes, seconds),
      average(one.stats64?.txBytes, seconds),
    ]
    const texts = own.map(({ local, address = '', prefixlen }) => `${local ?? address}/${prefixlen}`)
    const none: Cell[] = ['', '', '', '', '', '']
    return [first, ...texts.slice(1).map(() => none)].map((cells, i) => ({
      cells: [...cells, texts[i] === undefined ? '' : addressCell(texts[i])],
    }))
  })
}

/** Prints links and addresses, default routes, and rules that not every machine has. */
export async function run(call: Call): Promise<undefined> {
  const { out, style } = call
  const ip = await call.ip()
  const [links, seconds] = [await ip.getLinks(), await upSeconds()]
  const [names, routes, rules] = [await linkNames(ip), await ip.getRoutes({ table: 254 }), await ip.getRules()]
  const name = (index: number | undefined): string => (index === undefined ? '' : (names.get(index) ?? `if${index}`))
  const defaults = routes.filter(({ dst, dstLen, type }) => dst === undefined && dstLen === 0 && type === 'unicast')
  const section = async (title: string, head: readonly string[], rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return
    const table = new Table({ head, style, columns: out.columns, indent: '  ' })
    await out.write(`${style('title', title)}\n${table.page(rows)}`)
  }
  await section('links', ['name', 'state', 'kind', 'qdisc', 'in', 'out', 'addresses'], await linkRows(ip, links, seconds))
  await section(
    'default routes',
    ['to', 'by', 'protocol', 'metric'],
    defaults.map((one) => ({
      cells: [
        addressCell(one.family === 'inet6' ? '::/0' : prefixText(one.dst, one.dstLen)),
        waysText(one, name),
        ['quiet', protocolName(one.protocol)],
        one.priority === undefined ? '' : String(one.priority),
      ],
    })),
  )
  await section(
    'rules',
    ['priority', 'family', 'packets', 'action'],
    rules
      .filter((one) => !isUsual(one))
      .map((one) => ({ cells: [String(one.priority ?? 0), ['quiet', familyText(one.family)], selectorText(one), actionText(one)] })),
  )
  return undefined
}
