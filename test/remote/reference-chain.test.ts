// The examples of the reference page, through a proxy instead of a socket of the kernel's.
process.env['RTNL_TEST_TRANSPORT'] = 'chain'
await import('../kernel/reference.test.ts')
