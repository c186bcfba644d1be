// Says how much of the kernel's own specifications the tables cover: npm run coverage writes docs/COVERAGE.md and
// prints it; with --check it writes nothing and fails if the committed page is not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CAPABILITIES } from './capabilities.ts'
import { type Comparison, compare, FACTS, type Fact } from './compare.ts'
import { HEADERS_OF, headerCoverage, headersVersion, UNNEEDED } from './headers.ts'
import { ourTables } from './registry.ts'
import { SPEC_ERRORS } from './spec-errors.ts'
import { readSpec, SPECS, type SpecName, specsFolder } from './specs.ts'
import type { Tables } from './tables.ts'

export const PAGE = join(process.cwd(), 'docs/COVERAGE.md')
const TITLES: Readonly<Record<Fact, string>> = {
  attributes: 'attributes',
  members: 'struct members',
  kinds: 'kinds',
  entries: 'enumeration entries',
  operations: 'operations',
}

export type Coverage = ReadonlyMap<SpecName, Comparison>

/** All specifications against our tables; undefined where the specifications are not at hand. */
export const coverage = (): Coverage | undefined => {
  const folder = specsFolder()
  if (folder === undefined) return undefined
  const tables = ourTables()
  return new Map(SPECS.map((name) => [name, compare(readSpec(folder, name), tables)]))
}

/** The numbers of a page, by specification and kind of fact: what a later run must not fall below. */
export const numbersOf = (page: string): Map<string, number> =>
  new Map(
    [...page.matchAll(/^\| (\S+) \|(.*)\|$/gm)].flatMap(([, spec, cells = '']) =>
      cells.split('|').flatMap((cell, i) => {
        const covered = /^\s*(\d+) of \d+\s*$/.exec(cell)?.[1]
        return covered === undefined ? [] : [[`${spec} ${FACTS[i]}`, Number(covered)] as const]
      }),
    ),
  )

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

/** Message types: how many of those the kernel numbers have a table. */
const messages = (tables: Tables): string[] => {
  const all = Object.keys(tables.enums['RTM_']?.names ?? {})
  const known = new Set(tables.messages.flatMap(({ types }) => types))
  const missing = all.filter((name) => !known.has(name))
  return [
    '## Messages',
    '',
    `Of the ${all.length} types of messages that kernels up to 7.1 number, ${all.length - missing.length} have a table${missing.length === 0 ? '.' : `; not: ${list(missing)}.`}`,
  ]
}

/** The enumerations of the headers; only those of one version make one page. */
const headers = (tables: Tables): string[] => {
  const counts = headerCoverage(tables).filter(({ of }) => of > 0)
  const sum = (part: 'known' | 'of') => counts.reduce((total, one) => total + one[part], 0)
  const lacking = counts.filter(({ missing }) => missing.length > 0)
  return [
    '## Enumerations of the headers',
    '',
    `The names that the headers of Linux ${HEADERS_OF} (Debian 12's linux-libc-dev) enumerate for rtnetlink, and how many of them are in the tables.`,
    'It goes beyond the specifications: next hops, multicast databases, bridge VLANs, encapsulations, most kinds of links.',
    '',
    '| header | names |',
    '| --- | --- |',
    ...counts.map(({ header, known, of }) => `| ${header} | ${known} of ${of} |`),
    `| all headers | ${sum('known')} of ${sum('of')} |`,
    ...(lacking.length > 0 ? ['', ...lacking.map(({ header, missing }) => `- ${header}: ${list(missing)}`)] : []),
    '',
    'Not counted:',
    '',
    ...Object.entries(UNNEEDED).map(([name, why]) => `- \`${name}\`: ${why}`),
  ]
}

/** What can be done, and where it is proved. */
const capabilities = (): string[] => [
  '## Capabilities',
  '',
  'Full unless the last column says what is lacking, or was never seen at work.',
  '',
  '| area | capability | proof | lacking |',
  '| --- | --- | --- | --- |',
  ...Object.entries(CAPABILITIES).flatMap(([area, rows]) =>
    rows.map(({ what, proof, lacks = '' }) => `| ${area} | ${what} | ${posix.join('test', proof)} | ${lacks} |`),
  ),
]

export const pageOf = (covered: Coverage): string => {
  const tables = ourTables()
  const sum = (fact: Fact, part: 'covered' | 'of') => [...covered.values()].reduce((total, one) => total + one[fact][part], 0)
  const row = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`
  const cell = (done: number, of: number) => (of === 0 ? '-' : `${done} of ${of}`)
  const rows = [...covered].map(([name, one]) =>
    row(
      name,
      FACTS.map((fact) => cell(one[fact].covered, one[fact].of)),
    ),
  )
  const total = row(
    'all',
    FACTS.map((fact) => cell(sum(fact, 'covered'), sum(fact, 'of'))),
  )
  const missing = [...covered].flatMap(([name, one]) =>
    FACTS.flatMap((fact) => {
      const { missing: names, covered: done, of } = one[fact]
      if (names.length === 0) return []
      return [`- ${name}, ${TITLES[fact]}: ${done === 0 && of > 20 ? 'none yet' : list(names)}`]
    }),
  )
  const differing = [...covered].flatMap(([name, one]) => FACTS.flatMap((fact) => one[fact].differing.map((text) => `- ${name}: ${text}`)))
  const errors = SPECS.flatMap((name) => {
    const byReason = new Map<string, string[]>()
    for (const [what, { why }] of Object.entries(SPEC_ERRORS[name])) byReason.set(why, [...(byReason.get(why) ?? []), what])
    return [...byReason].map(([why, names]) => `- ${name}, ${list(names)}: ${why}`)
  })
  return `${[
    '# Coverage',
    '',
    "How much of the kernel's own specifications (Documentation/netlink/specs) the tables of rtnl know, counted by",
    '`npm run coverage`; a test fails when a number falls. Paddings and unused attributes are not counted. An attribute',
    'counts if number and layout agree, a struct member if offset and width do, an entry of an enumeration if name and',
    'number do.',
    '',
    row(
      'specification',
      FACTS.map((fact) => TITLES[fact]),
    ),
    row(
      '---',
      FACTS.map(() => '---'),
    ),
    ...rows,
    total,
    '',
    ...messages(tables),
    '',
    ...headers(tables),
    '',
    ...capabilities(),
    ...(missing.length > 0 ? ['', '## Not covered', '', ...missing] : []),
    ...(differing.length > 0 ? ['', '## Different', '', ...differing] : []),
    ...(errors.length > 0
      ? ['', '## Where a specification is wrong', '', "The kernel's headers and code say otherwise, and rtnl follows these.", '', ...errors]
      : []),
  ].join('\n')}\n`
}

const main = (): void => {
  const covered = coverage()
  if (covered === undefined) {
    process.stdout.write('coverage: the specifications are not here (set RTNL_SPECS to their folder); nothing compared\n')
    return
  }
  if (headersVersion() !== HEADERS_OF) {
    process.stdout.write(
      `coverage: the kernel's headers here are of ${headersVersion() ?? 'no kernel'}, not of ${HEADERS_OF}; nothing compared\n`,
    )
    return
  }
  const page = pageOf(covered)
  process.stdout.write(page)
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page)
  else if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page) outdated()
}

const outdated = (): void => {
  process.stdout.write('coverage: docs/COVERAGE.md is not what this tree gives; run npm run coverage\n')
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
