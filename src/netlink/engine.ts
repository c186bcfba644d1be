import type { Scope } from './codec.ts'
import type { Writer } from './writer.ts'

export type Read = (view: DataView, at: number, end: number, scope: Scope) => unknown
export type Write = (out: Writer, value: never, scope: Scope) => void

/** Where the two functions of a set or struct are kept, so that call sites always find the ones in force. */
export interface Slot {
  read: Read
  write: Write
}
/** Makes each of them. */
export interface Makers {
  read(): Read
  write(): Write
}
/** Two ways to get them. */
export interface Engine {
  readonly compile: Makers
  readonly interpret: Makers
}

function mayCompile(): boolean {
  try {
    return new Function('return true')() === true
  } catch {
    return false
  }
}

let compiling: boolean | undefined
const resets: (() => void)[] = []

/**
 * Gives `slot` its functions, each at its first use: most programs touch few sets, and read more than they write.
 * Compiling all of them would cost more than the program.
 */
export function install(slot: Slot, engine: Engine): void {
  const makers = () => {
    compiling ??= mayCompile()
    return compiling ? engine.compile : engine.interpret
  }
  const reset = () => {
    slot.read = (view, at, end, scope) => {
      slot.read = makers().read()
      return slot.read(view, at, end, scope)
    }
    slot.write = (out, value, scope) => {
      slot.write = makers().write()
      slot.write(out, value, scope)
    }
  }
  resets.push(reset)
  reset()
}

/**
 * Chooses between compiled functions (the default where the runtime allows code generation) and the interpreter, for
 * all sets at once. For tests that compare the two; `undefined` lets the runtime decide again.
 */
export function useInterpreter(on: boolean | undefined): void {
  compiling = on === undefined ? undefined : !on
  for (const reset of resets) reset()
}
