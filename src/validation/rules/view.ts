import { memberOf, type ObjectNode, stringMember } from '../../domain/document/node.ts'
import type { PathStep } from '../../domain/document/position.ts'

/** The way to a node, from the node upwards, so that many nodes share theirs. */
export interface Way {
  readonly step: PathStep
  readonly up: Way | undefined
}

/** An object of a document and where it stands. */
export interface Placed {
  readonly node: ObjectNode
  readonly way: Way | undefined
}

/** A property of an object of the schema, on whatever level. */
export interface Property extends Placed {
  readonly object: SchemaObject
  readonly properties: readonly Property[]
}

/** An object of the schema, such as a table. */
export interface SchemaObject extends Placed {
  readonly properties: readonly Property[]
}

/** A quality rule and what it is about; undefined for the whole contract. */
export interface QualityRule extends Placed {
  readonly on: 'object' | 'property'
  readonly object: SchemaObject
}

export interface Relationship extends Placed {
  readonly object: SchemaObject
}

/** What the rules look at, taken out of a document once. */
export interface View {
  readonly root: ObjectNode
  readonly objects: readonly SchemaObject[]
  /** All properties of all objects, with those in others. */
  readonly properties: readonly Property[]
  readonly qualityRules: readonly QualityRule[]
  readonly relationships: readonly Relationship[]
}

export function below(up: Way | undefined, ...steps: readonly PathStep[]): Way | undefined {
  return steps.reduce<Way | undefined>((way, step) => ({ step, up: way }), up)
}

export function pathOf(way: Way | undefined): PathStep[] {
  const path: PathStep[] = []
  for (let at = way; at; at = at.up) path.push(at.step)
  return path.reverse()
}

/** The objects in a list member. Their ways share that of the list. */
export function listOf({ node, way }: Placed, key: string): Placed[] {
  const list = memberOf(node, key)
  // a column has hardly one of the many lists that it may have
  if (list?.kind !== 'array') return []
  const ofList = below(way, key)
  const placed: Placed[] = []
  for (const [index, item] of list.items.entries())
    if (item.kind === 'object') placed.push({ node: item, way: below(ofList, index) })
  return placed
}

/** The object in a member. */
export function objectIn({ node, way }: Placed, key: string): Placed | undefined {
  const inner = memberOf(node, key)
  return inner?.kind === 'object' ? { node: inner, way: below(way, key) } : undefined
}

export function nameOf({ node }: Placed): string | undefined {
  return stringMember(node, 'name')
}

export function viewOf(root: ObjectNode): View {
  const properties: Property[] = []
  const objects = listOf({ node: root, way: undefined }, 'schema').map(placed => {
    const inner: Property[] = []
    const object: SchemaObject = { ...placed, properties: inner }
    takeProperties(placed, object, inner, properties)
    return object
  })
  const rulesOf = (placed: Placed, object: SchemaObject, on: QualityRule['on']) =>
    listOf(placed, 'quality').map(rule => ({ ...rule, on, object }))
  const relationshipsOf = (placed: Placed, object: SchemaObject) =>
    listOf(placed, 'relationships').map(one => ({ ...one, object }))
  return {
    root,
    objects,
    properties,
    qualityRules: [
      ...objects.flatMap(object => rulesOf(object, object, 'object')),
      ...properties.flatMap(property => rulesOf(property, property.object, 'property')),
    ],
    relationships: [
      ...objects.flatMap(object => relationshipsOf(object, object)),
      ...properties.flatMap(property => relationshipsOf(property, property.object)),
    ],
  }
}

/** Puts the properties in a list among those of what they are in, and among all. */
function takeProperties(placed: Placed, object: SchemaObject, inner: Property[], all: Property[]): void {
  for (const one of listOf(placed, 'properties')) inner.push(propertyOf(one, object, all))
}

/** A property with those in it; those in `items` of an array count as its own. */
function propertyOf(placed: Placed, object: SchemaObject, all: Property[]): Property {
  const inner: Property[] = []
  const property: Property = { ...placed, object, properties: inner }
  all.push(property)
  takeProperties(placed, object, inner, all)
  const items = objectIn(placed, 'items')
  if (items) for (const one of propertyOf(items, object, all).properties) inner.push(one)
  return property
}
