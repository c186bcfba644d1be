// `rtnl graph`: what hangs on what, as Mermaid or SVG.
import { writeFileSync } from 'node:fs'
import { type Call, UsageError } from '../command.ts'
import { graphOf } from '../graph/graph.ts'
import { graphMermaid } from '../graph/mermaid.ts'
import { stateOf, wholeState } from '../graph/state.ts'
import { graphSvg } from '../graph/svg.ts'

/** Prints or draws the graph: of all namespaces with names, or of the one that was meant. */
export async function run({ ip, options: given, out, words }: Call): Promise<undefined> {
  if (words.length > 0) throw new UsageError(`graph takes no words: '${words[0]}'`)
  const kernel = await ip()
  const alone = given['netns'] ?? given['host']
  const graph = graphOf(alone === undefined ? await wholeState(kernel) : [await stateOf(kernel, String(alone), [])])
  const svg = given['svg']
  if (svg === undefined) await out.write(graphMermaid(graph))
  else if (svg === '-') await out.write(graphSvg(graph))
  else writeFileSync(String(svg), graphSvg(graph))
}
