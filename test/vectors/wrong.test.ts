// What the kernel said when it refused, against what the bytes of its answer say, taken apart here by hand.
import assert from 'node:assert/strict'
import { constants } from 'node:os'
import { test } from 'node:test'
import { checkArea, decodeOne } from './check.ts'
import { datagramMessages, type RawMessage, vectors, walk } from './read.ts'

const [NLMSG_ERROR, NLMSG_DONE] = [2, 3]
const [NLM_F_CAPPED, NLM_F_ACK_TLVS] = [0x100, 0x200]
const [MSG, OFFS, MISS_TYPE, MISS_NEST] = [1, 2, 5, 6]

interface Said {
  readonly error: number
  readonly message?: string
  readonly offset?: number
  readonly missingType?: number
  readonly missingNest?: number
}

/** struct nlmsgerr: errno, header of the request, the request itself unless capped or acknowledged, extended ACK. */
const refusal = ({ type, flags, payload }: RawMessage): Said => {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const error = view.getInt32(0, true)
  const repeated = type === NLMSG_ERROR ? (flags & NLM_F_CAPPED || error === 0 ? 16 : view.getUint32(4, true)) : 0
  const said = flags & NLM_F_ACK_TLVS ? walk(payload, 4 + ((repeated + 3) & ~3)) : []
  const of = (number: number) => said.find((one) => one.type === number)?.payload
  const number = (payload: Uint8Array | undefined) =>
    payload?.length === 4 ? new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0, true) : undefined
  const text = of(MSG)
  const values = {
    message: text && Buffer.from(text).toString().replace(/\0.*$/s, ''),
    offset: number(of(OFFS)),
    missingType: number(of(MISS_TYPE)),
    missingNest: number(of(MISS_NEST)),
  }
  return { error, ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) }
}

let refusals = 0
let sentences = 0
for (const { id, exchange, stderr } of vectors('wrong')) {
  test(`${id}: the refusal`, () => {
    const answers = exchange
      .filter(({ dir, protocol }) => dir === 'in' && protocol === undefined)
      .flatMap(({ hex }) => datagramMessages(hex))
      .filter(({ type, payload }) => (type === NLMSG_ERROR || type === NLMSG_DONE) && payload.length >= 4)
    for (const raw of answers) {
      const { error, ...said } = refusal(raw)
      const decoded = decodeOne(raw) as unknown as Said & { readonly code?: string }
      assert.equal(decoded.error, error)
      if (error !== 0) {
        refusals++
        const { errno }: { readonly errno: Readonly<Record<string, number>> } = constants
        assert.equal(errno[decoded.code ?? ''], -error, `${decoded.code} is not ${-error}`)
      }
      const { message, offset, missingType, missingNest } = decoded
      assert.deepEqual(
        Object.fromEntries(Object.entries({ message, offset, missingType, missingNest }).filter(([, value]) => value !== undefined)),
        said,
      )
      // iproute2 prints the kernel's sentence after "Error: " or "Warning: ".
      if (said.message !== undefined && error !== 0) {
        sentences++
        assert.ok(stderr.includes(said.message), `iproute2 printed: ${stderr}`)
      }
    }
  })
}

test('the refusals were there', () => {
  assert.ok(refusals >= 100, `${refusals} refusals`)
  assert.ok(sentences >= 40, `${sentences} sentences`)
})

checkArea('wrong')
