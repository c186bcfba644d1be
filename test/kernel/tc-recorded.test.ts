// Every recorded state of traffic control, made by tc on one link, read by us and put on another: tc must see the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Area, type Vector, vectors } from '../vectors/read.ts'
import { read, write } from './tc-copy.ts'
import { batchLine, tcLab } from './tc-lab.ts'

/** Kinds of cases that need more than a link: traffic, a program in the kernel, a block that two links cannot both own. */
const OTHERS = new Set(['counted', 'bpf-pinned', 'block'])
/** Cases that are not the same again, by the beginning of their command, with the reason. */
const EXCEPT: Readonly<Record<string, string>> = {
  'tc qdisc add dev d0 root sfq': 'told to have the 128 flows that it has, the kernel makes it 127 (sfq_change in net/sched/sch_sfq.c)',
  'tc class show dev d0': 'the same: there is an sfq',
  'tc qdisc add dev d0 root gred setup': 'the kernel takes virtual queues only of a gred that is there (gred_init in net/sched/sch_gred.c)',
  'tc qdisc change dev d0 root gred limit': 'the same',
  'tc qdisc change dev d0 root handle 100: taprio': 'a schedule in force and one to come are two requests',
}
const exception = (words: string): string | undefined => Object.entries(EXCEPT).find(([start]) => words.startsWith(start))?.[1]

/** The commands that make the state; those that only show it are left out. */
const commands = ({ setup, argv }: Vector, dev: string): string[] =>
  [...setup, argv]
    .filter((words) => words[0] === 'tc' && !words.includes('show'))
    .map((words) => batchLine(words.slice(1).map((word) => (word === 'd0' ? dev : word))))

const areas: readonly Area[] = ['tc-qdisc', 'tc-class', 'tc-filter']
for (const area of areas) {
  const groups = new Map<string, Vector[]>()
  for (const one of vectors(area)) {
    const simple = one.exit === 0 && !OTHERS.has(one.kind) && one.setup.every(([tool]) => tool !== 'python3')
    if (simple) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one])
  }
  for (const [kind, cases] of groups) {
    test(`${area} ${kind}: put on another link, tc sees the same`, async (t) => {
      const here = await tcLab(t)
      if (here === undefined) return
      const { ip, batch, links, shown } = here
      let compared = 0
      const wrong: string[] = []
      for (const [i, one] of cases.entries()) {
        const [from, to] = [`p${i}`, `q${i}`]
        const [source = 0, target = 0] = await links([from, to])
        const failed = await batch(commands(one, from))
        if (failed.size === 0) {
          const words = one.argv.join(' ')
          const tree = await read(ip, source)
          const before = shown(from)
          // An action that is shared would be counted twice.
          await batch([`qdisc del dev ${from} root`, `qdisc del dev ${from} clsact`, `qdisc del dev ${from} ingress`])
          try {
            await write(ip, target, tree)
            assert.equal(shown(to), before)
          } catch (error) {
            if (exception(words) === undefined) wrong.push(`${words}: ${(error as Error).message}`)
          }
          compared++
        }
        await ip.linkRemove(source)
        await ip.linkRemove(target)
      }
      if (compared === 0) return void t.skip(`this kernel or this tc makes none of the ${cases.length} cases`)
      t.diagnostic(`${compared} of ${cases.length}`)
      assert.deepEqual(wrong, [])
    })
  }
}
