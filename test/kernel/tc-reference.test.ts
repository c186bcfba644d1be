// The reference page's example of tc(), call by call, against the same tree built by tc.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { AF, type IPRoute, renderTcTree } from '../../src/index.ts'
import { type TcLab, tcLab } from './tc-lab.ts'

/** As on the page, with numbers for handles; `sfq` may be another queue where the kernel has none. */
const byThePage = async (ip: IPRoute, eth0: number, leaf: 'sfq' | 'pfifo'): Promise<void> => {
  const options = leaf === 'sfq' ? { perturb: 10 } : {}
  await ip.tc('add', 'htb', eth0, 0x10000, { default: 0x200000 })
  await ip.tc('add-class', 'htb', eth0, 0x10001, { parent: 0x10000, rate: '256kbit', burst: 1024 * 6 })
  await ip.tc('add-class', 'htb', eth0, 0x10010, { parent: 0x10001, rate: '192kbit', burst: 1024 * 6, prio: 1 })
  await ip.tc('add-class', 'htb', eth0, 0x10020, { parent: 0x10001, rate: '128kbit', burst: 1024 * 6, prio: 2 })
  await ip.tc('add', leaf, eth0, 0x100000, { parent: 0x10010, ...options })
  await ip.tc('add', leaf, eth0, 0x200000, { parent: 0x10020, ...options })
  const filter = { parent: 0x10000, prio: 10, protocol: AF.INET }
  await ip.tc('add-filter', 'u32', eth0, { ...filter, target: 0x10010, keys: ['0x0006/0x00ff+8', '0x0000/0xffc0+2'] })
  await ip.tc('add-filter', 'u32', eth0, { ...filter, target: 0x10020, keys: ['0x5/0xf+0', '0x10/0xff+33'] })
}

/** The same in tc's words. */
const byTc = (leaf: 'sfq' | 'pfifo'): string[] => [
  'qdisc add dev q root handle 1: htb default 200000',
  'class add dev q parent 1: classid 1:1 htb rate 256kbit burst 6144',
  'class add dev q parent 1:1 classid 1:10 htb rate 192kbit burst 6144 prio 1',
  'class add dev q parent 1:1 classid 1:20 htb rate 128kbit burst 6144 prio 2',
  `qdisc add dev q parent 1:10 handle 10: ${leaf} ${leaf === 'sfq' ? 'perturb 10' : ''}`,
  `qdisc add dev q parent 1:20 handle 20: ${leaf} ${leaf === 'sfq' ? 'perturb 10' : ''}`,
  'filter add dev q parent 1: prio 10 protocol ip u32 match u16 0x0006 0x00ff at 8 match u16 0x0000 0xffc0 at 2 flowid 1:10',
  'filter add dev q parent 1: prio 10 protocol ip u32 match u8 0x5 0xf at 0 match u8 0x10 0xff at 33 flowid 1:20',
]

const shownAsJson = ({ name }: TcLab, dev: string): unknown[] =>
  ['qdisc', 'filter'].map((object) => {
    const words = object === 'filter' ? [object, 'show', 'dev', dev, 'parent', '1:'] : [object, 'show', 'dev', dev]
    const { stdout, status } = spawnSync('tc', ['-n', name, '-j', '-d', ...words], { encoding: 'utf8' })
    assert.equal(status, 0)
    return JSON.parse(stdout)
  })

test('the tree of the reference page is the one that tc builds', async (t) => {
  const here = await tcLab(t)
  if (here === undefined) return
  const { ip, batch, links, shown } = here
  const [p = 0] = await links(['p', 'q'])
  const leaf = (await batch(['qdisc add dev q root sfq'])).size === 0 ? 'sfq' : 'pfifo'
  await batch(['qdisc del dev q root'])
  if (leaf !== 'sfq') t.diagnostic('this kernel has no sfq: pfifo in its place')
  const failed = await batch(byTc(leaf))
  if (failed.has(0)) return void t.skip('this kernel has no htb')
  assert.equal(failed.size, 0, 'tc itself')
  await byThePage(ip, p, leaf)
  assert.equal(shown('p'), shown('q'))
  assert.deepEqual(shownAsJson(here, 'p'), shownAsJson(here, 'q'))

  const drawn = renderTcTree(await ip.tcTree(p), { format: 'text' })
  for (const word of ['htb', '1:1', '1:10', '1:20', '256kbit', 'u32', '10:', '20:']) assert.ok(drawn.includes(word), `${word} in\n${drawn}`)
})

test('commands as constants of the kernel, handles as text', async (t) => {
  const here = await tcLab(t)
  if (here === undefined) return
  const { ip, links, batch } = here
  const [p = 0] = await links(['p'])
  if ((await batch(['qdisc add dev p root htb', 'qdisc del dev p root'])).size > 0) return void t.skip('this kernel has no htb')
  await ip.tc('RTM_NEWQDISC', 'htb', p, '1:0', { default: '20' })
  await ip.tc(40, 'htb', p, '1:10', { rate: '1mbit', ceil: '40gbit' })
  const [qdisc] = await ip.tc('RTM_GETQDISC', p)
  assert.deepEqual([qdisc?.kind, qdisc?.handle, qdisc?.parent], ['htb', '1:', 'root'])
  if (qdisc?.kind === 'htb') assert.equal(qdisc.options?.default, 0x20)
  const [found] = await ip.getClasses({ index: p, kind: 'htb' })
  if (found?.kind !== 'htb') return assert.fail(`no class of htb: ${found?.kind}`)
  // 40 Gbit/s needs the 64-bit companion, and is one value.
  assert.deepEqual([found.handle, found.parent, found.options?.rate, found.options?.ceil], ['1:10', 'root', 1e6, 40e9])
  await ip.tc('del-class', 'htb', 'p', '1:10')
  await ip.tc('RTM_DELQDISC', 'htb', p)
  assert.deepEqual(await ip.getClasses({ index: p, kind: 'htb' }), [])
})

test('a wrong word, a missing one, and the kernel’s refusal name the option', async (t) => {
  const here = await tcLab(t)
  if (here === undefined) return
  const { ip, links, batch } = here
  const [p = 0] = await links(['p'])
  if ((await batch(['qdisc add dev p root handle 1: htb'])).size > 0) return void t.skip('this kernel has no htb')
  const wrong = { rat: '1mbit' } as object
  await assert.rejects(ip.tc('add-class', 'htb', p, '1:1', wrong), /'rat' is not an option of the class htb; did you mean 'rate'\?/)
  await assert.rejects(ip.tc('add-class', 'htb', p, '1:1', { ceil: '1mbit' } as object), /the class htb needs 'rate'/)
  await assert.rejects(ip.tc('add', 'netme', p), /'netme' is not a kind of qdisc; did you mean 'netem'\?/)
  await assert.rejects(ip.tc('add-class', 'htb', p, '1:1', { rate: '1megabit' }), /rate: '1megabit' is not a rate/)
  await assert.rejects(ip.tc('add', 'htb', p, '1:', {}), { code: 'EEXIST' })
  await assert.rejects(ip.tc('add', 'htb', 'gone'), { code: 'ENODEV' })
  // A companion of the wrong size: the kernel points at it, and people call it rate.
  const refused = ip.request({
    type: 'RTM_NEWTCLASS',
    flags: ['create', 'excl'],
    message: {
      index: p,
      handle: '1:1',
      parent: '1:',
      kind: 'htb',
      options: { unknown: [{ type: 6, data: new Uint8Array(4) }] },
    },
  })
  await assert.rejects(refused, { code: 'ERANGE', attribute: 'options.rate' } as object)
})
