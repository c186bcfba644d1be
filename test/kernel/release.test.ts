import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, it } from 'node:test'
import { IPRoute } from '../../src/iproute/iproute.ts'
import { makers, pause } from './iproute-ip.ts'

const index = new URL('../../src/index.js', import.meta.url).href
const open = (): number => readdirSync('/proc/self/fd').length
const threads = (): number => readdirSync('/proc/self/task').length

/** Runs a program in a process of its own; answers its status, or the signal that ended it. An emulated, shared CPU may be very slow. */
const run = (source: string): { readonly output: string; readonly code: number | string | null } => {
  const program = `import { IPRoute, IPRSocket } from ${JSON.stringify(index)}\n${source}`
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 90_000,
  })
  return { output: stdout + stderr, code: status ?? signal }
}

for (const { name, make } of makers) {
  describe(`the end of ${name}`, () => {
    it('leaves no file and no thread behind', async () => {
      await make().release()
      const warm = make()
      await warm.linkLookup({ ifname: 'lo' })
      await warm.release()
      const before = { open: open(), threads: threads() }
      for (let i = 0; i < 50; i++) {
        const kernel = make()
        await kernel.linkLookup({ ifname: 'lo' })
        if (kernel instanceof IPRoute) kernel.events('link')
        await kernel.getRoutes().first()
        await kernel.release()
      }
      for (let i = 0; i < 100 && (open() > before.open || threads() > before.threads); i++) await pause(10)
      assert.ok(open() <= before.open, 'files')
      assert.ok(threads() <= before.threads, 'threads')
    })

    it('rejects what waits, whatever that is', async () => {
      const kernel = make()
      const waiting = [
        kernel.request({ type: 'RTM_SETLINK', message: { index: 1, txqlen: 1000 } }),
        kernel.getRoutes().toArray(),
        kernel.getRoutes().first(),
        kernel.getLinks().toArray(),
        kernel.batch([{ type: 'RTM_SETLINK', message: { index: 1, txqlen: 1000 } }]),
      ]
      const checked = Promise.all(waiting.map((one) => assert.rejects(one, { code: 'ECANCELED' })))
      await kernel.release()
      await checked
      await assert.rejects(kernel.getLinks().toArray(), { code: 'ECANCELED' })
    })
  })
}

describe('the life of a process', () => {
  it('is not prolonged by an idle socket', () => {
    for (const kind of ['IPRoute', 'IPRSocket']) {
      const { output, code } = run(`const ip = new ${kind}(); console.log((await ip.getLinks(1))[0].ifname)`)
      assert.deepEqual([output, code], ['lo\n', 0], kind)
    }
  })

  it('lasts while a call waits', () => {
    const { output, code } = run(
      `new IPRoute().getLinks(1).then(([link]) => console.log(link.ifname)); new IPRSocket().linkLookup({ ifname: 'lo' }).then(console.log)`,
    )
    assert.deepEqual([output.split('\n').sort().join(' ').trim(), code], ['[ 1 ] lo', 0])
  })

  it('lasts while events are listened for, until the release', () => {
    const { output, code } = run(`
      const ip = new IPRoute()
      setTimeout(() => ip.release(), 300).unref()
      for await (const event of ip.events('link')) console.log(event.type)
      console.log('over')`)
    assert.deepEqual([output, code], ['over\n', 0])
  })

  it('may end in the middle of everything', () => {
    const { output, code } = run(`
      const ip = new IPRoute()
      ip.events('link')
      ip.getRoutes().toArray().catch(() => undefined)
      const stream = ip.getRoutes()[Symbol.asyncIterator]()
      stream.next()
      setImmediate(() => process.exit(7))`)
    assert.deepEqual([output, code], ['', 7])
  })
})
