// What is refused before anything is sent, and answers as input, of kinds with token buckets.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tcMessage } from '../../../../src/iproute/tc/message.ts'
import { rtnetlink } from '../../../../src/schema/index.ts'
import { type Area, datagramMessages, difference, type RawMessage, vectors } from '../../../vectors/read.ts'

const refused = (object: 'qdisc' | 'class', given: object, expected: RegExp): void => {
  assert.throws(() => tcMessage({ object, verb: 'add' }, { index: 2, handle: '1:1', ...given }), expected)
}

test('tbf: what must be said, and what excludes what', () => {
  const bucket = { kind: 'tbf', rate: '1mbit', burst: '10kb' }
  refused('qdisc', { kind: 'tbf', burst: '10kb', limit: 3000 }, /the qdisc tbf needs 'rate'/)
  refused('qdisc', { kind: 'tbf', rate: '1mbit', limit: 3000 }, /the qdisc tbf needs 'burst' or/)
  refused('qdisc', bucket, /the qdisc tbf needs 'limit' or 'latency'/)
  refused('qdisc', { ...bucket, limit: 3000, latency: '50ms' }, /'latency' is given beside 'limit'/)
  refused('qdisc', { ...bucket, buffer: 5000, limit: 3000 }, /'buffer' says again what 'burst' says/)
  refused('qdisc', { ...bucket, limit: 3000, peakrate: '2mbit' }, /'peakrate' needs 'mtu'/)
  refused('qdisc', { ...bucket, burst: '10kb/9', limit: 3000 }, /burst: '10kb\/9' is not a size and a power of two/)
  refused('qdisc', { ...bucket, latency: 'long' }, /latency: 'long' is not a time/)
})

test('classes: what must be said', () => {
  refused('class', { kind: 'htb', ceil: '1mbit' }, /the class htb needs 'rate'/)
  refused('class', { kind: 'htb', rate: '1mbit', cellLog: 40 }, /cellLog: 40 is not within 0 \.\. 31/)
  refused('class', { kind: 'hfsc' }, /the class hfsc needs 'sc' or/)
  refused('class', { kind: 'hfsc', rt: '1mbit', ul: '2mbit' }, /'ul' bounds what a class gets of the share/)
  refused('qdisc', { kind: 'etf', delta: 300 }, /the qdisc etf needs 'clockid'/)
})

test('size tables: what must be said, and what is too much', () => {
  refused('qdisc', { kind: 'drr', stab: {} }, /stab: 'overhead', 'mpu' or 'linklayer' is missing/)
  refused('qdisc', { kind: 'drr', stab: 'atm' }, /stab: an object is wanted .* not 'atm'/)
  refused('qdisc', { kind: 'drr', stab: { linklayer: 'atn' } }, /stab\.linklayer: .* did you mean 'atm'\?/)
  refused('qdisc', { kind: 'drr', stab: { linklayer: 'atm', tsize: 1e6 } }, /stab\.tsize: 1000000 is not within 0 \.\. 32752/)
})

/** The recorded request of tc, and the kernel's answer to the show command behind it. */
const recorded = (area: Area, id: string): { readonly request: RawMessage; readonly answer: object } => {
  const vector = vectors(area).find((one) => one.id === id)
  const out = vector?.exchange.findLast(({ dir }) => dir === 'out')?.hex ?? ''
  const back = vector?.show?.exchange.find(({ dir }) => dir === 'in')?.hex ?? ''
  const { header: _, ...answer } = rtnetlink.decode(new Uint8Array(Buffer.from(back, 'hex')))[0] as { readonly header: object }
  return { request: datagramMessages(out)[0] as RawMessage, answer }
}

// The kernel says more than it was asked: what it chose itself is left out here.
const CHOSEN: Readonly<Record<string, object>> = {
  'tc-qdisc/tbf/rate-1mbit-burst-10kb-latency-50ms-peakrate-2mbit-mt': { handle: 0 },
  'tc-qdisc/tbf/rate-8mibit-burst-10kb-limit-100kb-linklayer-etherne': { handle: 0 },
  'tc-qdisc/stab/qdisc-add-dev-d0-root-handle-1.-stab-linklayer-adsl': { options: { r2q: 10 } },
  'tc-qdisc/stab/qdisc-add-dev-d0-root-handle-1.-stab-overhead-4-link': {},
}
for (const [id, chosen] of Object.entries(CHOSEN)) {
  test(`${id}: the answer, given back, makes the request again`, () => {
    const { request, answer } = recorded('tc-qdisc', id)
    const { message } = tcMessage({ object: 'qdisc', verb: 'add' }, { ...answer, ...chosen })
    const header = { type: request.type, flags: [], seq: 0, pid: 0 }
    const [again] = datagramMessages(rtnetlink.encode({ header, ...message } as never)) as [RawMessage]
    assert.equal(difference(request.payload, again.payload, [20]), undefined)
  })
}
