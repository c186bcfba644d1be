// The examples of the reference page, over a Unix socket instead of a socket of the kernel's.
process.env['RTNL_TEST_TRANSPORT'] = 'unix'
await import('../kernel/reference.test.ts')
