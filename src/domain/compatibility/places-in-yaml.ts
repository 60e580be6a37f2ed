import { childOf, type DocumentNode, type ObjectNode } from '../document/node.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { isSameValue } from '../document/same-value.ts'
import { placesInYaml, type YamlPlaces } from '../document/yaml-places.ts'
import { type Spot, stepsTo } from './change.ts'

/**
 * Where the spots of a document stand in the YAML that it was read from. That is read only where it has to be: all of it
 * when it is written in an odd way, else the lists and objects in brackets and braces that are asked for.
 *
 * @param document what JSON says of it.
 */
export function offsetsInYaml(text: string, document: ObjectNode): (spot: Spot) => number {
  let places: YamlPlaces | undefined
  let whole: DocumentNode | undefined
  const flows = new Map<DocumentNode, DocumentNode | undefined>()
  const readFlow = (node: DocumentNode) => {
    const flow = places?.flows.get(node)
    if (!flow) return undefined
    if (!flows.has(node)) flows.set(node, flowAt(text, flow, node))
    const read = flows.get(node)
    return read && { read, start: flow.start }
  }
  const inFlow = (spot: Spot) => {
    for (let at: Spot | undefined = spot; at; at = at.parent) {
      const flow = readFlow(at.node)
      if (flow) return flow.start + nodeAt(flow.read, stepsTo(spot).slice(stepsTo(at).length)).offset
    }
    return undefined
  }
  const inWhole = (spot: Spot) => {
    whole ??= parseYaml(text)
    return nodeAt(whole, stepsTo(spot)).offset
  }
  return spot => {
    places ??= placesInYaml(text, document) ?? { offsets: new Map(), flows: new Map() }
    return places.offsets.get(spot.node) ?? inFlow(spot) ?? inWhole(spot)
  }
}

/** A list or object in brackets or braces; undefined when the text there says something else. */
function flowAt(text: string, { start, end }: { start: number; end: number }, node: DocumentNode) {
  const read = parseYaml(text.slice(start, end))
  return isSameValue(read, node) ? read : undefined
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
