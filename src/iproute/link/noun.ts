import { LinkMessage } from '../../schema/link/link.ts'
import { type Noun, noun } from '../words/input.ts'
import { EXTRAS } from './extras.ts'
import { SWITCHES } from './flags.ts'

const itself = (words: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(words.map((word) => [word, word]))

/** Links: the table's keys, and people's words for them. */
export const linkNoun: Noun = noun('link', LinkMessage, {
  ...{ dev: 'dev', name: 'ifname', mask: 'change', alias: 'ifalias', qlen: 'txqlen', txqueuelen: 'txqlen' },
  ...{ brd: 'broadcast', numtxqueues: 'numTxQueues', numrxqueues: 'numRxQueues', vrf: 'master' },
  ...itself([...EXTRAS, 'state', 'altname', 'netns', 'kind', 'data', 'slaveKind', 'slaveData', ...Object.keys(SWITCHES)]),
})
