import type { DocumentNode, ObjectNode } from '../document/node.ts'
import { saidMember, scalarText } from './content.ts'
import type { Contents } from './contents.ts'
import type { ListShape } from './shapes.ts'

/** An item of a list, and where it stands there. */
interface Item {
  readonly node: DocumentNode
  readonly index: number
}

/** Which items of two lists are the same item. */
export interface Matches {
  /** In the order of the new list. */
  readonly pairs: readonly (readonly [before: Item, after: Item])[]
  readonly removed: readonly Item[]
  readonly added: readonly Item[]
}

/** What tells an item from others; undefined for one that has nothing of the kind. */
type KeyOf = (item: Item) => string | undefined

/** Members that do not make a renamed item another one. */
const looseMembers = ['id', 'name', 'description']

/**
 * Matches the items of two lists: by their `id`, by their keys, by all that they say, and at last by a guess which of them
 * were renamed.
 */
export function matchItems(
  before: readonly DocumentNode[],
  after: readonly DocumentNode[],
  shape: ListShape,
  contents: Contents,
): Matches {
  const left = new Matching(before.map(asItem), after.map(asItem), contents)
  left.pairIdentical()
  left.pairUnique(item => partsKey(item, ['id'], {}, contents))
  for (const key of shape.keys) left.pairUnique(item => partsKey(item, key, shape, contents))
  // names that stand there more than once: each with its like
  left.pairAlike(item => partsKey(item, shape.keys[0] ?? [], shape, contents))
  if (shape.renames !== 'no') left.pairUnique(item => nameless(item, shape, contents))
  if (shape.pairsLast) left.pairLast()
  return left.matches()
}

class Matching {
  #before: readonly Item[]
  #after: readonly Item[]
  readonly #contents: Contents
  readonly #pairs: [Item, Item][] = []
  readonly #paired = new Set<Item>()

  constructor(before: readonly Item[], after: readonly Item[], contents: Contents) {
    this.#before = before
    this.#after = after
    this.#contents = contents
  }

  /** Pairs those that are the same at the same place, from the beginning or the end: so most are done with. */
  pairIdentical(): void {
    const shift = this.#after.length - this.#before.length
    for (const by of new Set([0, shift])) {
      for (const one of this.#before) {
        const other = this.#after[one.index + by]
        if (!other || this.#paired.has(one) || this.#paired.has(other)) continue
        if (this.#contents.areIdentical(one.node, other.node)) this.#pair(one, other)
      }
    }
    this.#leaveOthers()
  }

  /** Pairs those that are the only ones of their key on both sides. */
  pairUnique(keyOf: KeyOf): void {
    if (this.#isDone) return
    const before = onlyOnes(this.#before, keyOf)
    for (const [key, other] of onlyOnes(this.#after, keyOf)) {
      const one = before.get(key)
      if (one && other) this.#pair(one, other)
    }
    this.#leaveOthers()
  }

  /** Pairs those of a key with each other: first those that say the same, then as they come. */
  pairAlike(keyOf: KeyOf): void {
    if (this.#isDone) return
    const keys = [this.#before, this.#after].map(items => new Set(items.map(keyOf)))
    // what says the same has the same key
    const isOnBoth = (item: Item) => keys.every(some => some.has(keyOf(item)))
    this.#pairInOrder(item => (isOnBoth(item) ? this.#contents.of(item.node) : undefined))
    this.#pairInOrder(keyOf)
  }

  /** Pairs the two that are left. */
  pairLast(): void {
    if (this.#before.length === 1 && this.#after.length === 1) this.pairUnique(({ node }) => node.kind)
  }

  matches(): Matches {
    const pairs = this.#pairs.sort(([, one], [, other]) => one.index - other.index)
    return { pairs, removed: this.#before, added: this.#after }
  }

  get #isDone(): boolean {
    return this.#before.length === 0 || this.#after.length === 0
  }

  #pairInOrder(keyOf: KeyOf): void {
    const before = lastFirst(this.#before, keyOf)
    for (const other of this.#after) {
      const one = before.get(keyOf(other))?.pop()
      if (one) this.#pair(one, other)
    }
    this.#leaveOthers()
  }

  #pair(one: Item, other: Item): void {
    this.#pairs.push([one, other])
    this.#paired.add(one).add(other)
  }

  #leaveOthers(): void {
    if (this.#paired.size === 0) return
    this.#before = this.#before.filter(item => !this.#paired.has(item))
    this.#after = this.#after.filter(item => !this.#paired.has(item))
    this.#paired.clear()
  }
}

function asItem(node: DocumentNode, index: number): Item {
  return { node, index }
}

/** The items by their keys; undefined for a key that several have. */
function onlyOnes(items: readonly Item[], keyOf: KeyOf): Map<string, Item | undefined> {
  const ones = new Map<string, Item | undefined>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) ones.set(key, ones.has(key) ? undefined : item)
  }
  return ones
}

/** The items of each key, the last one first. */
function lastFirst(items: readonly Item[], keyOf: KeyOf): Map<string | undefined, Item[]> {
  const groups = new Map<string | undefined, Item[]>()
  for (const item of items.toReversed()) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The text of some members; undefined for an item that has none of them. */
function partsKey(
  { node }: Item,
  keys: readonly string[],
  shape: Pick<ListShape, 'formerly'>,
  contents: Contents,
): string | undefined {
  if (node.kind !== 'object') return undefined
  const textOf = (value: DocumentNode) => scalarText(value) ?? contents.of(value)
  const [only = '', ...others] = keys
  if (others.length === 0) {
    const value = keyMember(node, only, shape)
    return value && textOf(value)
  }
  const values = keys.map(key => keyMember(node, key, shape))
  if (values.every(value => value === undefined)) return undefined
  return values.map(value => (value === undefined ? '' : textOf(value))).join('\n')
}

/** A member that tells an item from others, under its name of today or an earlier one. */
export function keyMember(
  node: ObjectNode,
  key: string,
  { formerly = {} }: Pick<ListShape, 'formerly'>,
): DocumentNode | undefined {
  const earlier = Object.hasOwn(formerly, key) ? formerly[key] : undefined
  return saidMember(node, key) ?? (earlier === undefined ? undefined : saidMember(node, earlier))
}

/** What an item says beside its name. */
function nameless({ node }: Item, { renames, keys }: ListShape, contents: Contents): string | undefined {
  if (node.kind !== 'object') return undefined
  const isTyped = ['logicalType', 'physicalType', 'properties'].some(key => saidMember(node, key))
  if (renames === 'typed' && !isTyped) return undefined
  return contents.without(node, [...looseMembers, ...(keys[0] ?? [])])
}
