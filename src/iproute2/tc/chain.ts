// Chains are listed as filters are: tc(8) prints both with one function.
export { listChains } from './filter.ts'
