// What watches, draws and serves, in process, in a namespace; what changes is changed by iproute2.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { run } from '../../src/cli/frame.ts'
import { lab } from './reference-lab.ts'

/** A command line under way. */
class Running {
  readonly #said: string[] = []
  readonly #errors: string[] = []
  readonly #ended = new AbortController()
  readonly #status: Promise<number>
  #wake = (): void => undefined

  constructor(line: string) {
    const output = {
      columns: undefined,
      colour: false,
      write: async (text: string) => {
        this.#said.push(text)
        this.#wake()
      },
      error: (text: string) => void this.#errors.push(text),
    }
    this.#status = run(line.split(' '), output, this.#ended.signal).finally(() => this.#wake())
  }

  get text(): string {
    return this.#said.join('')
  }

  /** Waits until it has said this. */
  async said(pattern: RegExp): Promise<void> {
    const over = Date.now() + 60_000
    while (!pattern.test(this.text)) {
      if (Date.now() > over || this.#errors.length > 0) assert.fail(`${pattern} was not said: ${this.text}${this.#errors.join('')}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, 1000).unref()
      })
    }
  }

  /** As ^C does. */
  async interrupt(): Promise<number> {
    this.#ended.abort()
    return this.#status
  }

  end(): Promise<number> {
    return this.#status
  }

  get errors(): string {
    return this.#errors.join('')
  }
}
const ended = async (line: string) => {
  const one = new Running(line)
  const status = await one.end()
  return { status, out: one.text, error: one.errors }
}

const start = async (t: TestContext) => {
  const on = await lab(t)
  if (on) await on.pair()
  return on
}

test('rtnl monitor tells what iproute2 changes, and ends with ^C', async (t) => {
  const on = await start(t)
  if (on === undefined) return
  const watching = new Running(`monitor link addr route --initial -n ${on.name}`)
  t.after(() => watching.interrupt())
  await watching.said(/^= state {4}end of the present state$/m)
  assert.match(watching.text, /^= state {4}the present state follows\n/)
  on.text('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 'a')
  on.text('ip', 'link', 'set', 'dev', 'a', 'mtu', '1400')
  await watching.said(/^~ link {5}a mtu 1500 -> 1400$/m)
  assert.match(watching.text, /^\+ addr {5}192\.0\.2\.1\/24 dev a scope universe/m)
  assert.match(watching.text, /^\+ route {4}192\.0\.2\.0\/24 dev a table main proto kernel src 192\.0\.2\.1$/m)
  on.text('ip', 'addr', 'del', '192.0.2.1/24', 'dev', 'a')
  await watching.said(/^- addr {5}192\.0\.2\.1\/24 dev a/m)
  assert.equal(await watching.interrupt(), 0)
})

test('rtnl monitor -j prints a line of JSON for each event', async (t) => {
  const on = await start(t)
  if (on === undefined) return
  const watching = new Running(`monitor link --initial -j -t -n ${on.name}`)
  t.after(() => watching.interrupt())
  await watching.said(/"phase":"end"/)
  assert.equal(await watching.interrupt(), 0)
  const events = watching.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; timestamp: string; message?: { ifname?: string } })
  assert.deepEqual(
    events.filter(({ type }) => type === 'RTM_NEWLINK').map(({ message }) => message?.ifname),
    on.show('link').map(({ ifname }) => ifname),
  )
  assert.ok(events.every(({ timestamp }) => !Number.isNaN(Date.parse(timestamp))))
})

test('rtnl tree, graph and top show what is there', async (t) => {
  const on = await start(t)
  if (on === undefined) return
  on.text('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 'a')
  on.text('ip', 'route', 'add', 'default', 'via', '192.0.2.9')
  const tree = await ended(`tree a -n ${on.name}`)
  assert.equal(tree.status, 0, tree.error)
  assert.match(tree.out, /^a /)
  const svg = await ended(`tree a --svg - -n ${on.name}`)
  assert.match(svg.out, /^<svg [\s\S]*<\/svg>\n$/)
  const graph = await ended(`graph -n ${on.name}`)
  assert.equal(graph.status, 0, graph.error)
  assert.match(graph.out, /\["a<br\/>veth up<br\/>192\.0\.2\.1\/24/)
  assert.match(graph.out, /n0r0 -->\|"via 192\.0\.2\.9"\| n0l\d+/)
  assert.equal(graph.out.match(/<-\.->/g)?.length, 1)
  const top = await ended(`top -j -i 0.1 -c 2 -n ${on.name}`)
  assert.equal(top.status, 0, top.error)
  const looks = top.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { links: { name: string; txBytes: number }[] })
  assert.equal(looks.length, 2)
  assert.deepEqual(
    looks[0]?.links.map(({ name }) => name),
    on.show('link').map(({ ifname }) => ifname),
  )
  const missing = await ended(`tree nosuch -n ${on.name}`)
  assert.deepEqual([missing.status, missing.out], [1, ''])
  assert.match(missing.error, /ENODEV/)
})

test('rtnl serve --read-only lets another rtnl look and not change', async (t) => {
  const on = await start(t)
  if (on === undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-serve-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const url = `unix://${join(folder, 'socket')}`
  const serving = new Running(`serve ${url} --read-only -n ${on.name}`)
  t.after(() => serving.interrupt())
  await serving.said(/^serving unix:.*, read only\n/)
  const graph = await ended(`graph --host ${url}`)
  assert.equal(graph.status, 0, graph.error)
  assert.match(graph.out, /\["b<br\/>veth up/)
  const change = await ended(`link delete dev=a --host ${url}`)
  assert.equal(change.status, 1)
  assert.match(change.error, /read-only/)
  assert.equal(await serving.interrupt(), 0)
})
