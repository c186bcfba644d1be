import { checkArea } from './check.ts'

checkArea('neigh')
