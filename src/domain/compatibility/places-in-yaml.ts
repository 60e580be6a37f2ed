import { childOf, type DocumentNode, type ObjectNode } from '../document/node.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { isSameValue } from '../document/same-value.ts'
import { placesInYaml, type YamlPlaces } from '../document/yaml-places.ts'
import { RegistryError } from '../errors.ts'
import { type Spot, stepsTo } from './change.ts'

/** More YAML has to be read than may be. */
export class LongYaml extends Error {}

/**
 * Where the spots of a document stand in the YAML that it was read from. That is read only where it has to be: all of it
 * when it is written in an odd way, else the lists and objects in brackets and braces that are asked for.
 *
 * @param document what JSON says of it.
 * @param longest how many characters may be read.
 * @returns what throws a `LongYaml` when more have to be read.
 */
export function offsetsInYaml(
  text: string,
  document: ObjectNode,
  longest = Infinity,
): (spot: Spot) => number {
  let left = longest
  const read = (part: string) => {
    left -= part.length
    if (left < 0) throw new LongYaml()
    return parseYaml(part)
  }
  /** Undefined for a list or object that its text alone does not say: it may have aliases. */
  const readAlone = (part: string, node: DocumentNode) => {
    try {
      const alone = read(part)
      return isSameValue(alone, node) ? alone : undefined
    } catch (error) {
      if (error instanceof RegistryError) return undefined
      throw error
    }
  }
  let places: YamlPlaces | undefined
  let whole: DocumentNode | undefined
  const flows = new Map<DocumentNode, DocumentNode | undefined>()
  const readFlow = (node: DocumentNode) => {
    const flow = places?.flows.get(node)
    if (!flow) return undefined
    if (!flows.has(node)) flows.set(node, readAlone(text.slice(flow.start, flow.end), node))
    const root = flows.get(node)
    return root && { root, start: flow.start }
  }
  const inFlow = (spot: Spot) => {
    for (let at: Spot | undefined = spot; at; at = at.parent) {
      const flow = readFlow(at.node)
      if (flow) return flow.start + nodeAt(flow.root, stepsTo(spot).slice(stepsTo(at).length)).offset
    }
    return undefined
  }
  const inWhole = (spot: Spot) => {
    whole ??= read(text)
    return nodeAt(whole, stepsTo(spot)).offset
  }
  return spot => {
    places ??= placesInYaml(text, document) ?? { offsets: new Map(), flows: new Map() }
    return places.offsets.get(spot.node) ?? inFlow(spot) ?? inWhole(spot)
  }
}

/** What is at the end of some steps, or of as many of them as lead to something. */
function nodeAt(root: DocumentNode, steps: readonly (string | number)[]): DocumentNode {
  let node = root
  for (const step of steps) {
    const child = childOf(node, step)
    if (!child) break
    node = child
  }
  return node
}
