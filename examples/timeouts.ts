// Gives up: after a time, or when a signal aborts. Needs no root.
import { IPRoute } from 'rtnl'

await using ip = new IPRoute({ timeout: 3000 })
console.log((await ip.getLinks({ timeout: 1000 })).length, 'links')
const controller = new AbortController()
controller.abort(new Error('no longer of interest'))
try {
  await ip.getRoutes({ signal: controller.signal })
} catch (error) {
  console.log('given up:', String(error))
}
