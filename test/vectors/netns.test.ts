import { checkArea } from './check.ts'

checkArea('netns')
