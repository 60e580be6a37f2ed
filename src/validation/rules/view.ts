import { type DocumentNode, memberOf, type ObjectNode, stringMember } from '../../domain/document/node.ts'
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
export function listOf({ node, way }: Placed, key: string): readonly Placed[] {
  const list = memberOf(node, key)
  // a column has hardly one of the many lists that it may have
  if (list?.kind !== 'array') return []
  const ofList = { step: key, up: way }
  const placed: Placed[] = []
  for (let step = 0; step < list.items.length; step++) {
    const item = list.items[step] as DocumentNode
    if (item.kind === 'object') placed.push({ node: item, way: { step, up: ofList } })
  }
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
  const qualityRules: QualityRule[] = []
  const relationships: Relationship[] = []
  const take = (placed: Placed, object: SchemaObject, on: QualityRule['on']) => {
    for (const rule of listOf(placed, 'quality')) qualityRules.push({ ...rule, on, object })
    for (const one of listOf(placed, 'relationships')) relationships.push({ ...one, object })
  }
  for (const object of objects) take(object, object, 'object')
  for (const property of properties) take(property, property.object, 'property')
  return { root, objects, properties, qualityRules, relationships }
}

/** Puts the properties in a list among those of what they are in, and among all. */
function takeProperties(placed: Placed, object: SchemaObject, inner: Property[], all: Property[]): void {
  for (const one of listOf(placed, 'properties')) inner.push(propertyOf(one, object, all))
}

/** A property with those in it; those in `items` of an array count as its own. */
function propertyOf(placed: Placed, object: SchemaObject, all: Property[]): Property {
  const inner: Property[] = []
  const property: Property = { node: placed.node, way: placed.way, object, properties: inner }
  all.push(property)
  takeProperties(placed, object, inner, all)
  const items = objectIn(placed, 'items')
  if (items) for (const one of propertyOf(items, object, all).properties) inner.push(one)
  return property
}
