import { checkArea } from './check.ts'

checkArea('tc-action')
