import type { Codec } from '../../netlink/codec.ts'
import { lazy } from '../../netlink/containers.ts'
import type { LinkMessage, LinkMessageInput } from './link.ts'

type Layout = Codec<LinkMessage, LinkMessageInput>
let layout: Layout | undefined

/** A whole link message within an attribute, as a veth's peer. The kinds cannot import link.ts, which imports them. */
export const nestedLink: Layout = lazy((): Layout => {
  if (layout === undefined) throw new Error('the layout of links is not loaded')
  return layout
})

/** Says what a link message is; link.ts does. */
export const defineNestedLink = (codec: Layout): void => {
  layout = codec
}
