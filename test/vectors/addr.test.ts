import { checkArea } from './check.ts'

checkArea('addr')
