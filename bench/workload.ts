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

/** How much traffic control is installed: classes of one htb, and u32 filters in groups of one priority each. */
export const tcSize = { classes: 2000, filters: 10_000, perPriority: 1000 } as const

/** The link whose queueing discipline it is: in the bench's own namespace. */
export const tcDevice = 'lo'

/** The class `number`: its minor number, and its rate in kbit/s. */
export const benchClass = (number: number) => ({ minor: number + 2, rate: 100 + (number % 900) })

/** The filter `number`: its priority, the address it looks for, and the class it leads to. */
export const benchFilter = (number: number) => ({
  prio: 1 + Math.floor(number / tcSize.perPriority),
  dst: `10.${(number >> 14) & 127}.${(number >> 7) & 127}.${number & 127}`,
  minor: benchClass(number % tcSize.classes).minor,
})

/** The same as input of `tc -batch`. */
export const tcBatch = (): string => {
  const lines = [
    `qdisc add dev ${tcDevice} root handle 1: htb default 2`,
    `class add dev ${tcDevice} parent 1: classid 1:1 htb rate 1gbit quantum 60000`,
  ]
  for (let i = 0; i < tcSize.classes; i++) {
    const { minor, rate } = benchClass(i)
    lines.push(`class add dev ${tcDevice} parent 1:1 classid 1:${minor.toString(16)} htb rate ${rate}kbit ceil 1mbit quantum 1600`)
  }
  for (let i = 0; i < tcSize.filters; i++) {
    const { prio, dst, minor } = benchFilter(i)
    lines.push(`filter add dev ${tcDevice} parent 1: protocol ip prio ${prio} u32 match ip dst ${dst}/32 flowid 1:${minor.toString(16)}`)
  }
  return `${lines.join('\n')}\n`
}
