import { checkArea } from './check.ts'

checkArea('link-kinds')
checkArea('bridge')
checkArea('netns')
