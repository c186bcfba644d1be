import type { AttributeSet, Line, Table } from '../../netlink/attributes.ts'
import type { AnyCodec } from '../../netlink/codec.ts'
import { ExtAckAttributes } from '../../netlink/extack.ts'
import { rtnetlink } from '../../schema/index.ts'

let names: Map<string, Line> | undefined

/** The line of an attribute by the kernel's name, whatever set it stands in. */
export function attributeByName(name: string): Line | undefined {
  names ??= collect()
  return names.get(name)
}

function collect(): Map<string, Line> {
  const found = new Map<string, Line>()
  const seen = new Set<unknown>()
  const visit = (codec: AnyCodec | undefined): void => {
    if (codec === undefined || seen.has(codec)) return
    seen.add(codec)
    const shape = codec.describe?.()
    if (shape?.kind === 'message') visit(shape.set)
    else if (shape?.kind === 'list') visit(shape.item)
    else if (shape?.kind === 'choice') for (const one of Object.values(shape.cases)) visit(one)
    else if (shape?.kind === 'set') {
      for (const line of (shape.set as unknown as AttributeSet<string, Table>).table.lines) {
        if (!found.has(line.name)) found.set(line.name, line)
        visit(line.codec)
        for (const one of line.cases.values()) visit(one)
      }
    }
  }
  for (const layout of rtnetlink.messages) {
    visit(layout)
    visit((layout as { readonly asked?: AnyCodec }).asked)
  }
  visit(ExtAckAttributes as unknown as AnyCodec)
  return found
}
