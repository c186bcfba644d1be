import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CAPABILITIES } from '../../scripts/capabilities.ts'
import { FACTS } from '../../scripts/compare.ts'
import { coverage, numbersOf, PAGE } from '../../scripts/coverage.ts'
import { HEADERS_OF, headerCoverage, headersVersion } from '../../scripts/headers.ts'
import { ourTables } from '../../scripts/registry.ts'
import { SPECS } from '../../scripts/specs.ts'

const found = coverage()
const skip = found === undefined && "the kernel's specifications are not here (RTNL_SPECS)"

for (const name of SPECS) {
  for (const fact of FACTS) {
    test(`${name}: our ${fact} are what the specification says`, { skip }, () => {
      assert.deepEqual(found?.get(name)?.[fact].differing, [])
    })
  }
}

test('coverage has not fallen below docs/COVERAGE.md', { skip }, () => {
  assert.ok(existsSync(PAGE), 'docs/COVERAGE.md is missing; npm run coverage writes it')
  const committed = numbersOf(readFileSync(PAGE, 'utf8'))
  assert.ok(committed.size > 0, 'no numbers in docs/COVERAGE.md')
  const fallen = SPECS.flatMap((name) =>
    FACTS.flatMap((fact) => {
      const [before, now] = [committed.get(`${name} ${fact}`) ?? 0, found?.get(name)?.[fact].covered ?? 0]
      return now < before ? [`${name} ${fact}: ${now}, before ${before}`] : []
    }),
  )
  assert.deepEqual(fallen, [])
})

const version = headersVersion()
test('no enumeration of the headers has fallen below docs/COVERAGE.md', {
  skip: version !== HEADERS_OF && `the kernel's headers here are of ${version ?? 'no kernel'}, not of ${HEADERS_OF}`,
}, () => {
  const page = readFileSync(PAGE, 'utf8')
  const counts = headerCoverage(ourTables()).filter(({ of }) => of > 0)
  assert.ok(counts.length > 30, `only ${counts.length} headers`)
  const fallen = counts.flatMap(({ header, known, of, missing }) => {
    const committed = new RegExp(`^\\| ${header} \\| (\\d+) of `, 'm').exec(page)?.[1]
    return committed !== undefined && known >= Number(committed)
      ? []
      : [`${header}: ${known} of ${of}, before ${committed}; not ${missing.join(', ')}`]
  })
  assert.deepEqual(fallen, [])
})

test('the proof of each capability is there', () => {
  const rows = Object.values(CAPABILITIES).flat()
  assert.ok(rows.length > 50, `only ${rows.length} capabilities`)
  assert.deepEqual(
    rows.filter(({ proof }) => !existsSync(join('test', proof))).map(({ what, proof }) => `${what}: ${proof}`),
    [],
  )
})
