import { type Draft, type KindWords, same } from './words.ts'

/** Who gives no sockets has the kernel open them, as `ip` does (ip/iplink_gtp.c). */
function finish(draft: Draft): void {
  const { fd0, fd1, createSockets } = draft.fields
  if (draft.making && fd0 === undefined && fd1 === undefined && createSockets === undefined) draft.fields['createSockets'] = 1
}

/** The words of `ip link ... type gtp`. */
export const gtpKind = { words: { hsize: same<number>('pdpHashsize') }, finish } as const satisfies KindWords
