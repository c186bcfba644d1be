// All kernel tests in one process: node scripts/kernel-entry.mjs FILE...
import { pathToFileURL } from 'node:url'

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href)
