import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLocal, placeOf } from '../../../src/remote/url.ts'

const place = (url: string) => {
  const { url: _, ...rest } = placeOf(url)
  return rest
}

test('places', () => {
  assert.deepEqual(place('unix:///run/rtnl.sock'), { tls: false, path: '/run/rtnl.sock' })
  assert.deepEqual(place('unix://\0name'), { tls: false, path: '\0name' })
  assert.deepEqual(place('unix://\\0name'), { tls: false, path: '\0name' })
  assert.deepEqual(place('unix+tls:///run/s'), { tls: true, path: '/run/s' })
  assert.deepEqual(place('tcp://127.0.0.1:7000'), { tls: false, host: '127.0.0.1', port: 7000 })
  assert.deepEqual(place('tls://router.example:7000/'), { tls: true, host: 'router.example', port: 7000 })
  assert.deepEqual(place('tls://[2001:db8::1]:7000'), { tls: true, host: '2001:db8::1', port: 7000 })
})

test('what is no place', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['router:7000', /begins with none/],
    ['tlss://router:7000', /did you mean tls/],
    ['http://router:7000', /begins with none/],
    ['unix://', /path is missing/],
    ['unix://run/s', /begin with a slash/],
    ['unix:///run/a\0b', /zero byte/],
    [`unix:///${'x'.repeat(120)}`, /longer than/],
    ['tcp://router', /host and port/],
    ['tcp://router:99999', /no port/],
    ['tcp://2001:db8::1:7000', /host and port/],
  ]
  for (const [url, words] of wrong)
    assert.throws(
      () => placeOf(url),
      (error) => error instanceof TypeError && words.test(error.message),
      url,
    )
})

test('what nobody else can reach', () => {
  for (const url of ['unix:///s', 'tcp://127.0.0.1:1', 'tcp://127.8.9.1:1', 'tcp://[::1]:1', 'tcp://localhost:1'])
    assert.ok(isLocal(placeOf(url)), url)
  for (const url of ['tcp://0.0.0.0:1', 'tcp://[::]:1', 'tcp://192.0.2.1:1', 'tcp://127.example:1', 'tcp://127.0.0.1.example:1'])
    assert.ok(!isLocal(placeOf(url)), url)
})
