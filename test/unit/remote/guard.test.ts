import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Asked, allow, meaningless, type Peer, readOnly } from '../../../src/remote/guard.ts'
import { alternativeNames } from '../../../src/remote/peer.ts'
import { datagramMessages, vectors } from '../../vectors/read.ts'

const peer: Peer = { transport: 'unix', names: [] }
const recorded = [...vectors('addr'), ...vectors('route'), ...vectors('link-kinds')]
  .flatMap(({ exchange }) => exchange)
  .filter(({ dir, protocol }) => dir === 'out' && protocol === undefined)
  .flatMap(({ hex }) => datagramMessages(Buffer.from(hex, 'hex')))
  .map(({ bytes }) => new Asked(bytes, undefined))

test('read-only: what asks passes, what changes does not', () => {
  const verdicts = new Map(recorded.map((message) => [message.type, readOnly({ peer, message })]))
  assert.equal(verdicts.get('RTM_GETLINK'), true)
  assert.equal(readOnly({ peer, message: { type: 'join', group: 'RTNLGRP_LINK' } }), true)
  assert.match(String(verdicts.get('RTM_NEWLINK')), /read-only/)
  assert.match(String(verdicts.get('RTM_NEWADDR')), /read-only/)
  assert.match(String(readOnly({ peer, message: { type: 4711 } })), /read-only/)
})

test('allow: these types and no other; a type that is none is a mistake of the caller', () => {
  const verdict = allow(['RTM_GETLINK', 'join'])
  assert.equal(verdict({ peer, message: { type: 'RTM_GETLINK' } }), true)
  assert.equal(verdict({ peer, message: { type: 'join' } }), true)
  assert.match(String(verdict({ peer, message: { type: 'RTM_NEWLINK' } })), /not among/)
  assert.throws(() => allow(['RTM_GETLINKS']))
})

test('what iproute2 sends can be passed on, save for descriptors of its process', () => {
  const wrong = recorded.flatMap((asked) => meaningless(asked) ?? [])
  assert.ok(recorded.length > 300)
  for (const one of wrong) assert.match(one, /file descriptor/)
})

test('names of certificates: no name can hold another', () => {
  assert.deepEqual(alternativeNames('DNS:a.example, IP Address:192.0.2.1, URI:spiffe://x/y, email:a@b.example'), [
    'a.example',
    '192.0.2.1',
    'spiffe://x/y',
    'a@b.example',
  ])
  // As Node writes a name with a comma in it (CVE-2021-44532).
  assert.deepEqual(alternativeNames('DNS:"x, DNS:admin, DNS:y", DNS:b'), ['x, DNS:admin, DNS:y', 'b'])
  assert.deepEqual(alternativeNames('othername:<unsupported>, DNS:c'), ['c'])
  assert.deepEqual(alternativeNames(''), [])
})
