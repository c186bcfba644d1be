// Prints the tables as JSON, for conformance tests and other tools: npm run --silent schema
import { ourTables } from './registry.ts'

process.stdout.write(`${JSON.stringify(ourTables(), null, 2)}\n`)
