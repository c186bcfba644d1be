/** The table every side installs: the same function of the route's number as in c/route.c. */
export interface BenchRoute {
  readonly dst: string
  readonly gateway: string
  readonly protocol: 'static' | 'bgp' | 'zebra'
  /** Not written when it is 0, as in a real table. */
  readonly priority: number
}

const protocols = ['static', 'bgp', 'bgp', 'zebra'] as const

/** Route `number` of the table, from 1.0.0.0 on; good for 12 million of them. */
export const benchRoute = (number: number): BenchRoute => {
  const host = number % 4 === 3
  const address = 0x0100_0000 + number * 256 + (host ? 1 : 0)
  const dst = `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
  return {
    dst: `${dst}/${host ? 32 : 24}`,
    gateway: `192.0.2.${2 + (number % 200)}`,
    protocol: protocols[number % 4] ?? 'static',
    priority: (number % 6) * 20,
  }
}

/** The device the C program makes; see make_device in c/route.c. */
export const benchDevice = 'bench0'

/** The same table as input of `ip -batch`. */
export const ipBatch = (command: 'add' | 'del', count: number): string => {
  const lines: string[] = []
  for (let i = 0; i < count; i++) {
    const { dst, gateway, protocol, priority } = benchRoute(i)
    const metric = priority === 0 ? '' : ` metric ${priority}`
    lines.push(`route ${command} ${dst} via ${gateway} dev ${benchDevice} proto ${protocol}${metric}\n`)
  }
  return lines.join('')
}
