import type { Scope } from './codec.ts'
import type { Writer } from './writer.ts'

export type Read = (view: DataView, at: number, end: number, scope: Scope) => unknown
export type Write = (out: Writer, value: never, scope: Scope) => void

/** Where the two functions of a set or struct are kept, so that call sites always find the ones in force. */
export interface Slot {
  read: Read
  write: Write
}
/** Two ways to get them. */
export interface Engine {
  compile(): Slot
  interpret(): Slot
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
 * Gives `slot` its functions at their first use: most programs touch few sets, and compiling all of them would cost
 * more than the program.
 */
export function install(slot: Slot, engine: Engine): void {
  const choose = () => {
    compiling ??= mayCompile()
    const { read, write } = compiling ? engine.compile() : engine.interpret()
    slot.read = read
    slot.write = write
  }
  const reset = () => {
    slot.read = (view, at, end, scope) => {
      choose()
      return slot.read(view, at, end, scope)
    }
    slot.write = (out, value, scope) => {
      choose()
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
