import { checkArea } from './check.ts'

checkArea('route')
