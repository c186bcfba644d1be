// Reads the events of node:test and keeps the count: one line a file, each failure whole, each reason to skip once.
import { relative } from 'node:path'
import { inspect } from 'node:util'

/**
 * Counts leaves: a test that only holds other tests counts through them, unless it fails by itself. A file in
 * which no test ran is a failure.
 */
export class Tally {
  passed = 0
  failed = 0
  skipped = 0
  #reasons = new Map()
  /** How many tests were seen below the current place, by nesting depth. */
  #below = []
  #names = []
  #files = new Map()

  constructor(write = (text) => process.stdout.write(text)) {
    this.write = write
  }

  /** Takes one event of a TestsStream. */
  take({ type, data }) {
    if (type === 'test:start') this.#names[data.nesting] = data.name
    if (type === 'test:pass') this.#end(data, true)
    if (type === 'test:fail') this.#end(data, false)
    if (type === 'test:stderr' || type === 'test:stdout') this.write(data.message)
  }

  #end(data, pass) {
    const { nesting, details } = data
    const children = this.#below[nesting + 1] ?? 0
    this.#below[nesting + 1] = 0
    this.#below[nesting] = (this.#below[nesting] ?? 0) + 1
    const path = [...this.#names.slice(0, nesting), data.name].join(' > ')
    const file = this.#file(data)
    // node:test wraps each file run in a process of its own in a test named after it.
    const wrapper = nesting === 0 && data.file !== undefined && (data.name === data.file || data.file.endsWith(data.name))
    if (data.skip !== undefined || data.todo !== undefined) {
      const reason =
        typeof data.skip === 'string' && data.skip !== ''
          ? data.skip
          : typeof data.todo === 'string'
            ? `todo: ${data.todo}`
            : 'no reason given'
      this.skip(reason, path)
      file.skipped++
      return
    }
    const subtests = !pass && details.error?.failureType === 'subtestsFailed'
    if (subtests || (pass && (children > 0 || details.type === 'suite'))) return
    if (pass && !wrapper) {
      this.passed++
      file.passed++
      return
    }
    file.failed++
    const error = pass ? new Error('no test ran in this file') : (details.error?.cause ?? details.error)
    this.fail(`${this.#name(data)}: ${path}`, error)
  }

  #name = (data) =>
    data.file === undefined
      ? ''
      : relative(process.cwd(), data.file)
          .replace(/^dist\//, '')
          .replace(/\.js$/, '.ts')

  #file(data) {
    const name = this.#name(data)
    const file = this.#files.get(name) ?? { passed: 0, failed: 0, skipped: 0 }
    this.#files.set(name, file)
    return file
  }

  skip(reason, what, count = 1) {
    this.skipped += count
    this.#reasons.set(reason, [...(this.#reasons.get(reason) ?? []), what])
  }

  fail(what, error) {
    this.failed++
    const text = error === undefined ? '' : typeof error === 'string' ? error : inspect(error, { depth: 8, breakLength: 140 })
    this.write(`\nFAILED ${what}\n${text.replace(/^/gm, '    ')}\n\n`)
  }

  add({ passed, failed, skipped }) {
    this.passed += passed
    this.failed += failed
    this.skipped += skipped
  }

  get total() {
    return this.passed + this.failed + this.skipped
  }

  toString() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`
  }

  /** Writes what was seen file by file, and why tests were skipped. */
  report() {
    for (const [name, { passed, failed, skipped }] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name === '') continue
      const mark = failed > 0 ? 'FAILED' : passed > 0 ? 'ok    ' : 'skip  '
      this.write(`${mark} ${name}: ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
    }
    for (const [reason, tests] of this.#reasons) {
      const shown = tests.slice(0, 3).join('; ')
      this.write(`skipped, ${reason}: ${shown}${tests.length > 3 ? ` and ${tests.length - 3} more` : ''}\n`)
    }
  }
}

/** As a reporter of `node --test-reporter`: the report and, last, the line with the sums. */
export default async function* reporter(source) {
  let text = ''
  const tally = new Tally((part) => {
    text += part
  })
  for await (const event of source) {
    tally.take(event)
    if (text !== '') yield text
    text = ''
  }
  if (tally.total === 0) tally.fail('no test ran', undefined)
  tally.report()
  yield `${text}${tally}\n`
}
