import type { DocumentNode } from '../document/node.ts'
import { contentOf, isIdentical, saidMember, scalarText } from './content.ts'
import type { ListShape } from './shapes.ts'

/** An item of a list, and where it stands there. */
export interface Item {
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
): Matches {
  const left = new Matching(before.map(asItem), after.map(asItem))
  left.pairIdentical()
  left.pairUnique(item => partsKey(item, ['id']))
  for (const key of shape.keys) left.pairUnique(item => partsKey(item, key))
  // names that stand there more than once: each with its like
  left.pairAlike(item => partsKey(item, shape.keys[0] ?? []))
  if (shape.renames !== 'no') left.pairUnique(item => nameless(item, shape))
  if (shape.pairsLast) left.pairLast()
  return left.matches()
}

class Matching {
  #before: readonly Item[]
  #after: readonly Item[]
  readonly #pairs: [Item, Item][] = []

  constructor(before: readonly Item[], after: readonly Item[]) {
    this.#before = before
    this.#after = after
  }

  /** Pairs those that are the same at the same place, from the beginning or the end: so most are done with. */
  pairIdentical(): void {
    const shift = this.#after.length - this.#before.length
    const paired = new Set<Item>()
    for (const by of new Set([0, shift])) {
      for (const one of this.#before) {
        const other = this.#after[one.index + by]
        if (!other || paired.has(one) || paired.has(other) || !isIdentical(one.node, other.node)) continue
        this.#pairs.push([one, other])
        paired.add(one).add(other)
      }
    }
    this.#leave(paired)
  }

  /** Pairs those that are the only ones of their key on both sides. */
  pairUnique(keyOf: KeyOf): void {
    this.#pair(keyOf, (one, other) => (one.length === 1 && other.length === 1 ? 1 : 0))
  }

  /** Pairs those of a key with each other: first those that say the same, then as they come. */
  pairAlike(keyOf: KeyOf): void {
    const keys = [this.#before, this.#after].map(items => new Set(items.map(keyOf)))
    // what says the same has the same key
    const isOnBoth = (item: Item) => keys.every(some => some.has(keyOf(item)))
    this.#pairInOrder(item => (isOnBoth(item) ? contentOf(item.node) : undefined))
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

  #pairInOrder(keyOf: KeyOf): void {
    this.#pair(keyOf, (one, other) => Math.min(one.length, other.length))
  }

  #pair(keyOf: KeyOf, howMany: (one: readonly Item[], other: readonly Item[]) => number): void {
    if (this.#before.length === 0 || this.#after.length === 0) return
    const before = grouped(this.#before, keyOf)
    const paired = new Set<Item>()
    for (const [key, others] of grouped(this.#after, keyOf)) {
      const ones = before.get(key) ?? []
      const count = howMany(ones, others)
      for (let at = 0; at < count; at++) {
        const pair = [ones[at], others[at]] as [Item, Item]
        this.#pairs.push(pair)
        for (const item of pair) paired.add(item)
      }
    }
    this.#leave(paired)
  }

  #leave(paired: ReadonlySet<Item>): void {
    this.#before = this.#before.filter(item => !paired.has(item))
    this.#after = this.#after.filter(item => !paired.has(item))
  }
}

function asItem(node: DocumentNode, index: number): Item {
  return { node, index }
}

function grouped(items: readonly Item[], keyOf: KeyOf): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The text of some members; undefined for an item that has none of them. */
function partsKey({ node }: Item, keys: readonly string[]): string | undefined {
  if (node.kind !== 'object') return undefined
  const [only = '', ...others] = keys
  if (others.length === 0) {
    const value = saidMember(node, only)
    return value && (scalarText(value) ?? contentOf(value))
  }
  const values = keys.map(key => saidMember(node, key))
  if (values.every(value => value === undefined)) return undefined
  return values.map(value => (value === undefined ? '' : (scalarText(value) ?? contentOf(value)))).join('\n')
}

/** What an item says beside its name. */
function nameless({ node }: Item, { renames, keys }: ListShape): string | undefined {
  if (node.kind !== 'object') return undefined
  const isTyped = ['logicalType', 'physicalType', 'properties'].some(key => saidMember(node, key))
  if (renames === 'typed' && !isTyped) return undefined
  return contentOf(node, [...looseMembers, ...(keys[0] ?? [])])
}
