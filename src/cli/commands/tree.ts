// `rtnl tree DEV`: the traffic control of a link, with its rates.
import { writeFileSync } from 'node:fs'
import { renderTcTree } from '../../iproute/tc/render.ts'
import { type Call, UsageError } from '../command.ts'

/** Prints or draws the tree. */
export async function run({ ip, options: given, out, words }: Call): Promise<undefined> {
  const [dev, ...others] = words.filter((word) => word !== 'dev')
  if (dev === undefined || others.length > 0) throw new UsageError('tree wants one link: rtnl tree eth0')
  const tree = await (await ip()).tcTree(dev)
  const svg = given['svg']
  if (svg === undefined) await out.write(renderTcTree(tree, { unicode: given['ascii'] === undefined }))
  else if (svg === '-') await out.write(renderTcTree(tree, { format: 'svg' }))
  else writeFileSync(String(svg), renderTcTree(tree, { format: 'svg' }))
}
