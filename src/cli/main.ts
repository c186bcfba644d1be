#!/usr/bin/env node
import { run } from './frame.ts'
import { processOutput } from './output.ts'

// The first ^C lets a command end by itself, the second ends it at once.
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())
process.exitCode = await run(process.argv.slice(2), processOutput(), interrupted.signal)
