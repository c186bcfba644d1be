import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lab } from './reference-lab.ts'

interface Row {
  readonly ifname: string
  readonly maddr: readonly { readonly family?: string; readonly address?: string }[]
}

test('multicast addresses are those that ip(8) reads elsewhere', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text, pair } = here
  await pair()
  const shown = (family: string) =>
    (JSON.parse(text('ip', '-j', 'maddr', 'show', 'dev', 'a')) as Row[])
      .flatMap(({ maddr }) => maddr.filter((one) => one.family === family).map(({ address }) => address))
      .sort()
  const listed = async (family: 'inet' | 'inet6') => (await ip.maddr('show', { family, dev: 'a' })).map(({ multicast }) => multicast).sort()
  // Its address makes the link listen to ff02::1:ff00:77.
  await ip.addr('add', { dev: 'a', address: '2001:db8::77/64', flags: ['nodad'] })
  assert.ok(shown('inet6').includes('ff02::1:ff00:77'))
  assert.deepEqual(await listed('inet6'), shown('inet6'))
  try {
    assert.deepEqual(await listed('inet'), shown('inet'))
  } catch (error) {
    if ((error as { code?: string }).code !== 'EOPNOTSUPP') throw error
    t.diagnostic('a kernel before 6.15 lists no multicast addresses of IPv4')
  }
  assert.ok((await ip.getMulticastAddresses()).length >= shown('inet6').length)
  assert.deepEqual(await ip.getAnycastAddresses({ dev: 'a' }), [])
})

test('multicast addresses come and go with an address', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair } = here
  await pair()
  await ip.addr('add', { dev: 'a', address: '2001:db8::77/64', flags: ['nodad'] })
  let events: ReturnType<typeof ip.events<['mcaddr']>>
  try {
    events = ip.events('mcaddr')
  } catch (error) {
    if ((error as { code?: string }).code !== 'EINVAL') throw error
    return t.skip('a kernel before 6.14 tells of no multicast addresses')
  }
  await ip.addr('del', { dev: 'a', address: '2001:db8::77/64' })
  for await (const event of events) {
    if (event.type === 'RTM_DELMULTICAST' && event.message.multicast === 'ff02::1:ff00:77') break
  }
})
