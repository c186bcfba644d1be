// A server in a process of its own, to be killed: killed.js PATH
import { IPRoute } from '../../src/index.ts'
import { MemoryKernel } from './kernel.ts'

const kernel = new MemoryKernel()
kernel.addresses = 10_000_000
kernel.answers = false
await new IPRoute({ transport: kernel.connect }).serve(`unix://${process.argv[2]}`)
process.stdout.write('ready\n')
