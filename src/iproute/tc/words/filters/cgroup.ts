import type { KindWords } from '../kind.ts'
import { renameOptions } from '../option.ts'
import { completePolice, type MatchWords, type PoliceOption } from './common.ts'

/** tc-cgroup(8) */
export const cgroup: KindWords<MatchWords & PoliceOption> = {
  words: ['match'],
  complete(options, about) {
    // tc's page writes its handle, a plain number, with a colon.
    const { handle } = about.message
    if (typeof handle === 'string') about.message['handle'] = handle.replace(/:$/, '')
    renameOptions(options, { match: 'ematches' })
    completePolice(options, about)
    // The kernel wants options, be they empty.
    if (about.command === 'add' || about.command === 'replace') about.message['options'] = options
  },
}
