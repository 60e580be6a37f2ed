import type { DocumentNode, ObjectNode } from '../document/node.ts'
import { saidMember, scalarText } from './content.ts'
import type { Contents } from './contents.ts'
import type { ListShape } from './shapes.ts'

/** An item of a list, and where it stands there. */
export interface Item {
  readonly node: DocumentNode
  readonly index: number
}

/** An item that may be matched. */
interface OpenItem extends Item {
  isMatched: boolean
}

/** Which items of two lists are the same item. */
export interface Matches {
  /** In the order of the new list; without those that are identical. */
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
  left.leaveIdentical()
  left.pairUnique(item => partsKey(item, ['id'], {}, contents))
  for (const key of shape.keys) left.pairUnique(item => partsKey(item, key, shape, contents))
  // names that stand there more than once: each with its like
  left.pairAlike(item => partsKey(item, shape.keys[0] ?? [], shape, contents))
  if (shape.renames !== 'no') left.pairUnique(item => nameless(item, shape, contents))
  if (shape.pairsLast) left.pairLast()
  return left.matches()
}

class Matching {
  #before: readonly OpenItem[]
  #after: readonly OpenItem[]
  readonly #contents: Contents
  readonly #pairs: [Item, Item][] = []

  constructor(before: readonly OpenItem[], after: readonly OpenItem[], contents: Contents) {
    this.#before = before
    this.#after = after
    this.#contents = contents
  }

  /** Leaves out those that are the same at the same place, from the beginning or the end: so most are done with. */
  leaveIdentical(): void {
    const shift = this.#after.length - this.#before.length
    this.#matchIdentical(0)
    if (shift !== 0) this.#matchIdentical(shift)
    this.#leaveOthers()
  }

  /** Pairs those that are the only ones of their key on both sides. */
  pairUnique(keyOf: KeyOf): void {
    if (this.#isDone) return
    const before = onlyOnes(this.#before, keyOf)
    if (before.size === 0) return
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

  #matchIdentical(shift: number): void {
    for (const one of this.#before) {
      const other = this.#after[one.index + shift]
      if (!other || one.isMatched || other.isMatched) continue
      one.isMatched = other.isMatched = this.#contents.areIdentical(one.node, other.node)
    }
  }

  #pairInOrder(keyOf: KeyOf): void {
    const before = lastFirst(this.#before, keyOf)
    for (const other of this.#after) {
      const one = before.get(keyOf(other))?.pop()
      if (one) this.#pair(one, other)
    }
    this.#leaveOthers()
  }

  #pair(one: OpenItem, other: OpenItem): void {
    this.#pairs.push([one, other])
    one.isMatched = other.isMatched = true
  }

  #leaveOthers(): void {
    this.#before = this.#before.filter(isOpen)
    this.#after = this.#after.filter(isOpen)
  }
}

function asItem(node: DocumentNode, index: number): OpenItem {
  return { node, index, isMatched: false }
}

function isOpen({ isMatched }: OpenItem): boolean {
  return !isMatched
}

/** The items by their keys; undefined for a key that several have. */
function onlyOnes(items: readonly OpenItem[], keyOf: KeyOf): Map<string, OpenItem | undefined> {
  const ones = new Map<string, OpenItem | undefined>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) ones.set(key, ones.has(key) ? undefined : item)
  }
  return ones
}

/** The items of each key, the last one first. */
function lastFirst(items: readonly OpenItem[], keyOf: KeyOf): Map<string | undefined, OpenItem[]> {
  const groups = new Map<string | undefined, OpenItem[]>()
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
  const [only] = keys
  if (only !== undefined && keys.length === 1) return partKey(node, only, shape, contents)
  const parts = keys.map(key => partKey(node, key, shape, contents))
  return parts.every(part => part === undefined) ? undefined : parts.join('\n')
}

function partKey(
  node: ObjectNode,
  key: string,
  shape: Pick<ListShape, 'formerly'>,
  contents: Contents,
): string | undefined {
  const value = keyMember(node, key, shape)
  return value && (scalarText(value) ?? contents.of(value))
}

/** A member that tells an item from others, under its name of today or an earlier one. */
export function keyMember(
  node: ObjectNode,
  key: string,
  { formerly }: Pick<ListShape, 'formerly'>,
): DocumentNode | undefined {
  const earlier = formerly && Object.hasOwn(formerly, key) ? formerly[key] : undefined
  return saidMember(node, key) ?? (earlier === undefined ? undefined : saidMember(node, earlier))
}

/** What an item says beside its name. */
function nameless({ node }: Item, { renames, keys }: ListShape, contents: Contents): string | undefined {
  if (node.kind !== 'object') return undefined
  const isTyped = ['logicalType', 'physicalType', 'properties'].some(key => saidMember(node, key))
  if (renames === 'typed' && !isTyped) return undefined
  return contents.without(node, [...looseMembers, ...(keys[0] ?? [])])
}
