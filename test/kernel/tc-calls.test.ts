// tc() and the listings call by call: commands, places, selectors, events, batches.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Filter, IPRoute } from '../../src/index.ts'
import { type TcLab, tcLab } from './tc-lab.ts'

const prepared = async (t: TestContext): Promise<(TcLab & { readonly a: number; readonly b: number }) | undefined> => {
  const here = await tcLab(t)
  if (here === undefined) return undefined
  const [a = 0, b = 0] = await here.links(['a', 'b'])
  const lines = ['qdisc add dev a root htb', 'qdisc del dev a root', 'qdisc add dev a clsact', 'qdisc del dev a clsact']
  if ((await here.batch(lines)).size > 0) return void t.skip('this kernel has no htb or no clsact')
  return { ...here, a, b }
}

/** Not a table, nor a whole priority. Tables of u32 are one set for a whole queueing discipline: all are told of at each of its places. */
const made = ({ handle }: Filter): boolean => handle !== 0 && (handle & 0xfff) !== 0
const match = { protocol: 'ip', prio: 5, keys: ['ip dst 192.0.2.1/32'] } as const

const tree = async (ip: IPRoute, index: number): Promise<void> => {
  await ip.tc('add', 'htb', index, '1:')
  await ip.tc('add-class', 'htb', index, '1:1', { rate: '10mbit' })
  await ip.tc('add-class', 'htb', index, '1:10', { parent: '1:1', rate: '1mbit' })
  await ip.tc('add', 'pfifo', index, '10:', { parent: '1:10', limit: 7 })
}

test('listings: of everything, of one link, of one parent, of one kind', async (t) => {
  const here = await prepared(t)
  if (here === undefined) return
  const { ip, a, b } = here
  await Promise.all([tree(ip, a), tree(ip, b)])
  await ip.tc('add', 'clsact', a)
  await ip.tc('add-filter', 'u32', a, { ...match, parent: '1:', flowid: '1:10' })
  await ip.tc('add-filter', 'u32', a, { ...match, parent: '1:1', flowid: '1:10' })
  await ip.tc('add-filter', 'u32', 'a', { ...match, parent: 'ingress', flowid: '1:1' })
  await ip.tc('add-filter', { kind: 'u32', dev: 'a', ...match, parent: 'egress', chain: 3, flowid: '1:1' })

  const handles = async (index?: number | string) => (await ip.getQdiscs(index)).map((one) => one.handle)
  assert.deepEqual(await handles(a), ['1:', '10:', 'ffff:'])
  assert.deepEqual(await handles('b'), ['1:', '10:'])
  assert.deepEqual(await ip.getQdiscs({ kind: 'pfifo', dev: 'a' }).map((one) => one.handle), ['10:'])
  assert.ok((await handles()).length >= 5)
  const [leaf] = await ip.getQdiscs({ dev: 'a', parent: '1:10' })
  assert.equal(leaf?.kind === 'pfifo' && leaf.options?.limit, 7)

  const classes = async (filter: object) => (await ip.getClasses({ kind: 'htb', ...filter } as never)).map((one) => one.handle).sort()
  assert.deepEqual(await classes({ index: a }), ['1:1', '1:10'])
  assert.deepEqual(await classes({ dev: 'a', parent: '1:1' }), ['1:10'])
  assert.deepEqual(await classes({}), ['1:1', '1:1', '1:10', '1:10'])

  const parents = async (found: PromiseLike<Filter[]>) => [...new Set((await found).filter(made).map((one) => one.parent))]
  assert.deepEqual((await parents(ip.getFilters(a))).sort(), ['1:', '1:1', 'ffff:fff2', 'ffff:fff3'])
  assert.deepEqual(await parents(ip.getFilters(a, 0, '1:')), ['1:'])
  assert.deepEqual(await parents(ip.getFilters({ dev: 'a', parent: 'egress' })), ['ffff:fff3'])
  assert.deepEqual(await parents(ip.getFilters(b)), [])
  assert.deepEqual(
    (await ip.getChains({ dev: 'a', parent: 'egress' })).map((one) => one.chain),
    [3],
  )

  const streamed: string[] = []
  for await (const one of ip.getFilters(a)) if (made(one)) streamed.push(one.parent)
  assert.equal(new Set(streamed).size, 4)
})

test('get, change, replace, delete; what was made is told on demand', async (t) => {
  const here = await prepared(t)
  if (here === undefined) return
  const { ip, a } = here
  const told = await ip.tc('add', 'pfifo', a, { limit: 3, echo: true })
  assert.match(told?.handle ?? '', /^8[0-9a-f]{3}:$/)
  assert.equal(await ip.tc('change', 'pfifo', a, { limit: 4 }), undefined)
  const asked = await ip.tc('get', { index: a, parent: 'root' })
  assert.equal(asked.kind === 'pfifo' && asked.options?.limit, 4)
  await ip.tc('del', 'pfifo', a)
  await assert.rejects(ip.tc('del', { index: a }), { code: 'ENOENT' })
  await assert.rejects(ip.tc('del', 'netem', a), { code: 'EINVAL' })

  await tree(ip, a)
  await ip.tc('change-class', 'htb', a, '1:10', { parent: '1:1', rate: '2mbit', ceil: '3mbit' })
  const changed = await ip.tc('get-class', { dev: 'a', classid: '1:10' })
  assert.deepEqual(changed.kind === 'htb' && [changed.options?.rate, changed.options?.ceil], [2e6, 3e6])
  await assert.rejects(ip.tc('add-class', 'htb', a, '1:10', { parent: '1:1', rate: '2mbit' }), { code: 'EEXIST' })
  await assert.rejects(ip.tc('del-class', { dev: 'a', handle: '1:1' }), { code: 'EBUSY' })

  await ip.tc('add-filter', 'u32', a, '800::7', { ...match, parent: '1:', flowid: '1:10' })
  const filter = await ip.tc('get-filter', { kind: 'u32', dev: 'a', parent: '1:', prio: 5, protocol: 'ip', handle: '800::7' })
  assert.equal(filter.handle, 0x80000007)
  await ip.tc('del-filter', filter)
  assert.deepEqual((await ip.getFilters(a, 0, '1:')).filter(made), [])
  await ip.tc('del', { dev: 'a', handle: '1:' })
  assert.deepEqual(await ip.getClasses({ index: a, kind: 'htb' }), [])
})

test('events and batches', async (t) => {
  const here = await prepared(t)
  if (here === undefined) return
  const { ip, a } = here
  const events = ip.events('tc')
  const results = await ip.batch((b) => {
    b.tc('add', 'htb', 'a', '1:', { default: '10' })
    b.tc('add-class', 'htb', 'a', '1:10', { rate: '1mbit' })
    b.tc('add-class', 'htb', 'a', '1:10', { rate: '1mbit' })
    b.tc('add-class', 'htb', 'a', '1:11', { rat: '1mbit' } as object)
    b.tc('add-filter', 'u32', a, { ...match, parent: '1:', flowid: '1:10' })
  })
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled'],
  )
  const seen: string[] = []
  for await (const event of events) {
    if (event.type === 'lost') continue
    seen.push(event.type)
    if (event.type === 'RTM_NEWTFILTER') break
  }
  assert.deepEqual(
    ['RTM_NEWQDISC', 'RTM_NEWTCLASS', 'RTM_NEWTFILTER'].filter((type) => !seen.includes(type)),
    [],
    seen.join(),
  )
})
