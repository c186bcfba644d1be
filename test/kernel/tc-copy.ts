// Puts on one link what was read from another: what you get is what you can put.
import type { Class, Filter, IPRoute, Qdisc } from '../../src/index.ts'

/** What hangs on a link. */
export interface Tree {
  readonly qdiscs: readonly Qdisc[]
  readonly classes: readonly Class[]
  readonly filters: readonly Filter[]
}

export const read = async (ip: IPRoute, index: number): Promise<Tree> => ({
  qdiscs: await ip.getQdiscs(index),
  classes: await ip.getClasses(index),
  filters: await ip.getFilters(index),
})

/** Kinds whose classes somebody made; those of others come with their queueing discipline. */
const MADE = new Set<unknown>(['htb', 'hfsc', 'drr', 'qfq'])
/** Of ets the classes are there, and can be changed. */
const CHANGED = new Set<unknown>(['ets'])

/** Parents first: what hangs on something that is still to be made waits. */
const inOrder = <T extends { readonly handle: string; readonly parent: string }>(items: readonly T[]): T[] => {
  const waiting = [...items]
  const done: T[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => !waiting.some((other) => other !== one && other.handle === one.parent))
    done.push(...waiting.splice(Math.max(next, 0), 1))
  }
  return done
}

/** The first table of u32: those that nobody made are numbered from 0x800 on and have one bucket. */
const isRoot = (one: Filter): boolean => one.kind === 'u32' && one.handle >>> 20 >= 0x800 && one.options?.divisor === 1
/** Not a filter that the kernel made by itself: the one of a whole priority, the first table of u32. */
const isMade = (one: Filter): boolean => one.handle !== 0 && !isRoot(one)

export const write = async (ip: IPRoute, index: number, { qdiscs, classes, filters }: Tree): Promise<void> => {
  const made = qdiscs.filter(({ handle }) => handle !== '0:')
  const below = new Set(classes.filter(({ kind }) => MADE.has(kind)).map(({ handle }) => handle))
  const [first, later] = [made.filter(({ parent }) => !below.has(parent)), made.filter(({ parent }) => below.has(parent))]
  for (const one of inOrder(first)) await ip.tc('replace', { ...one, index })
  for (const one of inOrder(classes)) {
    // The root class of hfsc comes with its queueing discipline.
    if (MADE.has(one.kind) && !one.handle.endsWith(':')) await ip.tc('add-class', { ...one, index })
    else if (CHANGED.has(one.kind)) await ip.tc('change-class', { ...one, index })
  }
  for (const one of inOrder(later)) await ip.tc('replace', { ...one, index })
  for (const one of filters) if (isMade(one)) await ip.tc('add-filter', { ...one, index })
}
