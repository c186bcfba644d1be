import { InputFault } from '../../netlink/errors.ts'

/** Leaves out, in the fault that `work` may throw, the struct whose fields people say among the options: for the `write` of a view. */
export function lifted(structs: readonly string[], work: () => void): void {
  try {
    work()
  } catch (error) {
    if (error instanceof InputFault && error.path.length > 1 && structs.includes(error.path[0] ?? '')) error.path = error.path.slice(1)
    throw error
  }
}
