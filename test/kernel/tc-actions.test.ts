// Every recorded action, made by tc, read by us, deleted, and made again of what was read: tc must see the same.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { vectors } from '../vectors/read.ts'
import { pause } from './iproute-ip.ts'
import { batchLine, tcLab } from './tc-lab.ts'

const groups = new Map<string, string[]>()
for (const { argv, exit, kind, setup } of vectors('tc-action')) {
  const [, object, verb] = argv
  if (object !== 'actions' || verb !== 'add' || exit !== 0 || setup.some(([tool]) => tool === 'python3')) continue
  groups.set(kind, [...(groups.get(kind) ?? []), batchLine(argv.slice(1))])
}

for (const [kind, commands] of groups) {
  test(`actions ${kind}: put again, tc sees the same`, async (t) => {
    const here = await tcLab(t)
    if (here === undefined) return
    const { ip, batch, links, name } = here
    await links(['d0'])
    const shown = (): string => {
      const { stdout } = spawnSync('tc', ['-n', name, '-d', 'actions', 'ls', 'action', kind], { encoding: 'utf8' })
      // What passed, and when, is another; so are the numbers of programs.
      return stdout.replace(/\b(id|installed|used|jited|tag) \S+/g, '$1 X')
    }
    let compared = 0
    const wrong: string[] = []
    for (const command of commands) {
      if ((await batch([command])).size > 0) continue
      compared++
      const before = shown()
      try {
        const found = await ip.getActions(kind as 'gact')
        assert.ok(found.length > 0, 'none is listed')
        await ip.tc('flush-action', kind as 'gact')
        assert.deepEqual(await ip.getActions(kind as 'gact'), [])
        for (const one of found) await ip.tc('add-action', { actions: [one] })
        assert.equal(shown(), before)
        const [first] = found
        const index = (first?.options as { readonly index?: number } | undefined)?.index ?? 0
        const got = await ip.tc('get-action', kind as 'gact', { index })
        assert.equal(got?.kind, kind)
        await ip.tc('del-action', kind as 'gact', { index })
        assert.equal((await ip.getActions(kind as 'gact')).length, found.length - 1)
      } catch (error) {
        wrong.push(`${command}: ${(error as Error).message}`)
      }
      await batch([`actions flush action ${kind}`])
    }
    if (compared === 0) return void t.skip(`this kernel or this tc makes none of the ${commands.length} actions`)
    t.diagnostic(`${compared} of ${commands.length}`)
    assert.deepEqual(wrong, [])
  })
}

test('actions of a filter: shared by number, counted, hardware left aside', async (t) => {
  const here = await tcLab(t)
  if (here === undefined) return
  const { ip, links, batch } = here
  const [a = 0, b = 0] = await links(['a', 'b'])
  const failed = await batch(['qdisc add dev a clsact', 'filter add dev a ingress matchall action pass', 'filter del dev a ingress'])
  if (failed.size > 0) return void t.skip('this kernel lacks clsact, matchall or gact')
  await ip.tc('add-action', 'gact', { action: 'drop', index: 7, cookie: 'abcd' })
  await ip.tc('add', 'clsact', b)
  for (const index of [a, b])
    await ip.tc('add-filter', 'matchall', index, { parent: 'ingress', prio: 1, actions: [{ kind: 'gact', index: 7 }] })
  const [shared] = await ip.getActions('gact')
  if (shared?.kind !== 'gact') return assert.fail('no gact')
  assert.deepEqual([shared.options?.index, shared.options?.action, shared.options?.bindcnt], [7, 'shot', 2])
  assert.deepEqual(shared.cookie, new Uint8Array([0xab, 0xcd]))
  assert.equal(shared.stats?.basic?.packets, 0)
  const [filter] = (await ip.getFilters({ index: a, parent: 'ingress' })).filter(({ handle }) => handle !== 0)
  if (filter?.kind !== 'matchall') return assert.fail('no matchall')
  assert.equal(filter.options?.actions?.[0]?.kind, 'gact')
  await assert.rejects(ip.tc('del-action', 'gact', { index: 7 }), { code: 'EPERM' })
  for (const index of [a, b]) await ip.tc('del', 'clsact', index)
  // The kernel frees the filters a little later (tcf_queue_work), and their action with them.
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const [left] = await ip.getActions('gact')
    if (left?.kind !== 'gact' || left.options?.bindcnt === 0) break
  }
  await ip.tc('del-action', 'gact', { index: 7 })
})
