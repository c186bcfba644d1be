import { readFileSync } from 'node:fs'

/** The version in package.json, found above this file. */
export function version(): string {
  for (const up of ['../../', '../../../', '../']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8'))
      if (name === 'rtnl') return String(version)
    } catch {
      // Not there: further up.
    }
  }
  return 'of unknown version'
}
