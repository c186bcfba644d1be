import { checkArea } from './check.ts'

checkArea('rule')
