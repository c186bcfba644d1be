import { renderSvg } from './render-svg.ts'
import { renderText } from './render-text.ts'
import type { TcTree } from './tree.ts'

/** How a tree is to be drawn. */
export interface RenderTcTreeOptions {
  /** `text`, readable at 80 columns (the default), or `svg`, a whole document of its own. */
  readonly format?: 'text' | 'svg'
  /** Whether text may have strokes beyond ASCII; default true. */
  readonly unicode?: boolean
}

/**
 * Draws what `tcTree` answers: the link at the left, queueing disciplines and classes to the right of what they hang
 * on, with their rates and counters, and each filter with the class it leads to.
 *
 * ```ts
 * console.log(renderTcTree(await ip.tcTree('eth0')))
 * ```
 */
export function renderTcTree(tree: TcTree, { format = 'text', unicode = true }: RenderTcTreeOptions = {}): string {
  if (format === 'text') return renderText(tree, unicode)
  if (format === 'svg') return renderSvg(tree)
  throw new TypeError(`renderTcTree: format: '${String(format)}' is not 'text' or 'svg'`)
}
