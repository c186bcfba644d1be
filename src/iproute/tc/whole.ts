// Everything that is loaded with the first call about traffic control: see tc.ts.
export { change, tcTree } from './change.ts'
export { getActions, getChains, getClasses, getFilters, getQdiscs } from './listings.ts'
