// The same work by the npm package `netlink`: `with_netlink.cjs request N | dump`; prints one line of JSON.
const { createRtNetlink } = require('netlink')

const socket = createRtNetlink()

const request = async (count) => {
  const samples = []
  for (let i = -count / 10; i < count; i++) {
    const start = process.hrtime.bigint()
    await socket.getLink({ index: 1 })
    if (i >= 0) samples.push(Number(process.hrtime.bigint() - start))
  }
  samples.sort((a, b) => a - b)
  return { ns: samples[count >> 1], p99: samples[Math.floor(count * 0.99)], count }
}

const dump = async () => {
  const start = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  const routes = await socket.getRoutes({ family: 2 }, {}, { timeout: 120_000 })
  const { user, system } = process.cpuUsage(cpu)
  return { ns: Number(process.hrtime.bigint() - start), cpu: (user + system) * 1000, count: routes.length }
}

const main = async () => {
  const [command, count] = process.argv.slice(2)
  console.log(JSON.stringify(command === 'request' ? await request(Number(count)) : await dump()))
  process.exit(0)
}

main()
