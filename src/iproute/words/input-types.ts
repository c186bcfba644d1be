import type { CallOptions } from '../context.ts'

/** `T`, each member of it if it is a union, with the keys of `Words` as they are there. */
export type WithWords<T, Words> = T extends unknown ? Omit<T, keyof Words | 'header'> & Words : never

/** Every word optional, `undefined` as good as absent. */
export type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** A link: its index, or its name (alternative names too), which is looked up. */
export type LinkReference = number | string

/** `message` says whether a message stays in a listing. */
export type Keep<M> = (message: M) => boolean

/** What an `ensure` found: nothing, and made it; something else, and changed it; just that. */
export type Ensured = 'created' | 'changed' | 'unchanged'
/** What an `absent` found. */
export type Removed = 'deleted' | 'absent'

/** What the commands that change something answer. */
export type ChangeReply<C> = C extends 'flush'
  ? Promise<number>
  : C extends 'ensure'
    ? Promise<Ensured>
    : C extends 'absent'
      ? Promise<Removed>
      : Promise<void>

/** Words of every call, and the header that decoded messages have. */
export interface CommonWords extends CallOptions {
  /** Comes with decoded messages and means nothing in a request. */
  readonly header?: object | undefined
}

/** Commands that list, as `ip` and the kernel say it. */
export type ListWord = 'dump' | 'show' | 'list'

/**
 * Parameters by position with an options object behind any of them: `First` are wanted, `More` may follow one after
 * another. The longest forms come first, so that the compiler speaks of options in its errors.
 */
export type Positional<First extends readonly unknown[], More extends readonly unknown[], Options> =
  | (More extends readonly [infer Next, ...infer Rest] ? Positional<[...First, Next], Rest, Options> : never)
  | [...First, options?: Options]
