import { checkArea } from './check.ts'

checkArea('netconf')
