// For npm on a machine whose kernel is stuck (.ci/run): it would wait for ever for the addresses of the machine, which npm lists at
// its start, and which the C library looks at where a lookup is to have only such addresses as the machine has itself.
require('node:os').networkInterfaces = () => ({})
const dns = require('node:dns')
const { lookup } = dns
dns.lookup = (name, options, ...rest) => {
  const plain = typeof options === 'object' && options !== null ? { ...options, hints: (options.hints ?? 0) & ~dns.ADDRCONFIG } : options
  return lookup(name, plain, ...rest)
}
