// Options in people's words lose nothing: what was decoded is encoded again after it went through a copy that keeps
// only what can be seen, so that nothing hidden carries the bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Area, datagramMessages, difference, hex, type RawMessage, vectors } from './read.ts'

const { decode, encode } = rtnetlink
/** RTM_NEWQDISC to RTM_GETTFILTER and chains: struct tcmsg. */
const isTc = (type: number): boolean => (type >= 36 && type <= 46) || (type >= 100 && type <= 102)
/** RTM_NEWACTION ...: a listing's answers number their actions from 0, which a copy does not know. */
const isAction = (type: number): boolean => type >= 48 && type <= 50

const areas: readonly Area[] = ['tc-qdisc', 'tc-class', 'tc-filter', 'tc-action']
for (const { id, exchange, show } of areas.flatMap((area) => vectors(area))) {
  test(`${id}: a plain copy is encoded to the same attributes`, () => {
    for (const { hex: datagram, protocol } of [...exchange, ...(show?.exchange ?? [])]) {
      if (protocol !== undefined) continue
      for (const raw of datagramMessages(datagram)) {
        if (!isTc(raw.type) && !isAction(raw.type)) continue
        const copy = structuredClone(decode(raw.bytes)[0])
        const bytes = encode(copy as never)
        const [again] = datagramMessages(bytes) as [RawMessage]
        if (isTc(raw.type)) assert.equal(difference(raw.payload, again.payload, [20]), undefined, hex(raw.bytes))
        else assert.deepEqual(decode(bytes)[0], copy, hex(raw.bytes))
      }
    }
  })
}
