// The examples of the reference page, over TLS instead of a socket of the kernel's.
process.env['RTNL_TEST_TRANSPORT'] = 'tls'
await import('../kernel/reference.test.ts')
