import { checkArea } from './check.ts'

checkArea('nexthop')
