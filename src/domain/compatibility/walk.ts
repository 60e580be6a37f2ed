import { type DocumentNode, isNull, type Member, type ObjectNode } from '../document/node.ts'
import type { Difference, Effect, Spot } from './change.ts'
import { isSameContent, isSameInOrder, saidMember } from './content.ts'
import { Contents } from './contents.ts'
import { formOf, itemsOf, membersOf } from './forms.ts'
import { type Item, matchItems } from './matching.ts'
import { groupEffect, isOn, type KeySizes, keySizes, memberEffect } from './measures.ts'
import { elementOf, memberStep, pathTo } from './names.ts'
import { type ListShape, type Shape, shapes, type unknownElement } from './shapes.ts'
import { ItemTitle, MemberTitle, rootTitle, type Title, type TitledList } from './titles.ts'

/** Members of the root that have a life of their own, or that say which version it is. */
const ignored = new Set(['version', 'status', 'contractCreatedTs'])

/** Two elements that are the same one, or what there is of them. */
interface Pair {
  /** By what rules its members are judged; and what it is made of. */
  readonly element: string
  readonly shape: Shape
  readonly before: ObjectNode | undefined
  readonly after: ObjectNode | undefined
  /** Their places; where there is none, that of the element around. */
  readonly beforeSpot: Spot
  readonly afterSpot: Spot
  /** Of the list of properties that it is in; undefined when it is in none. */
  readonly keys: KeySizes | undefined
  readonly title: Title
}

/** Finds all differences of two contracts by ODCS 3, or of what is `unknown`, in the order of the new one. */
export function findDifferences(
  before: ObjectNode,
  after: ObjectNode,
  element: 'contract' | typeof unknownElement,
  found: (difference: Difference) => void,
): void {
  const walk = new Walk(found)
  walk.members({
    element,
    shape: shapes[element] ?? {},
    before,
    after,
    beforeSpot: { node: before, parent: undefined, step: '' },
    afterSpot: { node: after, parent: undefined, step: '' },
    keys: undefined,
    title: rootTitle,
  })
}

class Walk {
  readonly #found: (difference: Difference) => void
  readonly #contents = new Contents()

  constructor(found: (difference: Difference) => void) {
    this.#found = found
  }

  members(pair: Pair): void {
    const { shape } = pair
    const before = pair.before?.members ?? []
    const after = pair.after?.members ?? []
    // most elements keep the order of their members
    let same = 0
    for (; same < after.length && before[same]?.key === after[same]?.key; same++)
      this.#member(pair, after[same]?.key ?? '', before[same]?.value, after[same]?.value)
    if (same < before.length || same < after.length)
      this.#otherMembers(pair, before.slice(same), after.slice(same))
    if (!shape.groups) return
    for (const [name, keys] of Object.entries(shape.groups)) this.#group(pair, name, keys)
  }

  #otherMembers(pair: Pair, before: readonly Member[], after: readonly Member[]): void {
    const others = new Map(before.map(({ key, value }) => [key, value]))
    for (const { key, value } of after) {
      this.#member(pair, key, others.get(key), value)
      others.delete(key)
    }
    for (const [key, value] of others) this.#member(pair, key, value, undefined)
  }

  #member(pair: Pair, key: string, was: DocumentNode | undefined, is: DocumentNode | undefined): void {
    const before = isNull(was) ? undefined : was
    const after = isNull(is) ? undefined : is
    if (before && after ? this.#contents.areIdentical(before, after) : before === after) return
    const { shape } = pair
    if (!pair.afterSpot.parent && isIdentity(key, before, after)) return
    if (shape.groups && Object.values(shape.groups).some(keys => keys.includes(key))) return
    const form = formOf(shape, key, before, after)
    if (!form) {
      this.#value(pair, key, before, after)
      return
    }
    const [one, other] = [before, after].map(node => (node && form.fits(node) ? node : undefined))
    if (one !== before || other !== after) this.#odd(pair, key, before, after)
    if (!one && !other) return
    if ('list' in form) this.#list(pair, key, form.list, one, other)
    else this.#record(pair, key, form.element, one, other)
  }

  /** A list or an element that is written as something else says nothing of what would be in it. */
  #odd(pair: Pair, key: string, before: DocumentNode | undefined, after: DocumentNode | undefined): void {
    if (!isSameContent(before, after))
      this.#add(pair, key, `${pair.element}.${key}`, 'changed', before, after)
  }

  #value(pair: Pair, key: string, before: DocumentNode | undefined, after: DocumentNode | undefined): void {
    const subject = `${pair.element}.${key}`
    const effect = memberEffect(subject, before, after, pair)
    if (effect) this.#add(pair, key, subject, effect, before, after)
  }

  #group(pair: Pair, name: string, keys: readonly string[]): void {
    const effect = groupEffect(name, keys, pair.before, pair.after)
    if (!effect) return
    const differing = keys.filter(
      key => !isSameInOrder(saidMember(pair.before, key), saidMember(pair.after, key)),
    )
    const key = differing.find(one => saidMember(pair.after, one)) ?? differing[0] ?? name
    const before = saidMember(pair.before, key)
    this.#add(pair, key, `${pair.element}.${name}`, effect, before, saidMember(pair.after, key))
  }

  #add(
    pair: Pair,
    key: string,
    subject: string,
    effect: Effect,
    before: DocumentNode | undefined,
    after: DocumentNode | undefined,
  ): void {
    const removed = before ? ('removed' as const) : ('changed' as const)
    this.#found({
      subject,
      effect,
      kind: before && after ? 'changed' : after ? 'added' : removed,
      path: () => pathTo(pair.title, memberStep(key)),
      name: () => pair.title.name(),
      before: before ? { node: before, parent: pair.beforeSpot, step: key } : pair.beforeSpot,
      after: after ? { node: after, parent: pair.afterSpot, step: key } : pair.afterSpot,
    })
  }

  #record(
    pair: Pair,
    key: string,
    element: string,
    before: DocumentNode | undefined,
    after: DocumentNode | undefined,
  ): void {
    const [one, other] = [membersOf(element, before), membersOf(element, after)]
    this.members({
      element,
      shape: shapes[element] ?? {},
      before: one,
      after: other,
      beforeSpot: before ? { node: before, parent: pair.beforeSpot, step: key } : pair.beforeSpot,
      afterSpot: after ? { node: after, parent: pair.afterSpot, step: key } : pair.afterSpot,
      keys: undefined,
      title: new MemberTitle(pair.title, key, element),
    })
  }

  #list(
    pair: Pair,
    key: string,
    shape: ListShape,
    before: DocumentNode | undefined,
    after: DocumentNode | undefined,
  ): void {
    const [ones, others] = [itemsOf(before), itemsOf(after)]
    if (shape.isOne && (ones.length === 0) !== (others.length === 0)) {
      const effect = others.length === 0 ? 'removed' : 'added'
      this.#add(pair, key, `${pair.element}.${key}`, effect, before, after)
      return
    }
    const { pairs, removed, added } = matchItems(ones, others, shape, this.#contents)
    const lists = {
      key,
      shape,
      before: spotOf(pair.beforeSpot, key, before),
      after: spotOf(pair.afterSpot, key, after),
      around: pair.title,
      keys: shape.element === 'property' ? keySizes(before, after) : undefined,
    }
    for (const [one, other] of pairs) this.#item(lists, one, other)
    for (const item of added) this.#item(lists, undefined, item)
    for (const item of removed) this.#item(lists, item, undefined)
  }

  #item(lists: Lists, one: Item | undefined, other: Item | undefined): void {
    const shown = other ?? one
    if (!shown) return
    const { shape, keys } = lists
    const element = elementOf(shape, one?.node, other?.node)
    const title = new ItemTitle(lists, element, shown)
    const beforeSpot = one ? { node: one.node, parent: lists.before, step: one.index } : lists.before
    const afterSpot = other ? { node: other.node, parent: lists.after, step: other.index } : lists.after
    if (one?.node.kind === 'object' && other?.node.kind === 'object') {
      const members = { before: one.node, after: other.node, beforeSpot, afterSpot }
      this.members({ element, shape: shapes[shape.element] ?? {}, ...members, keys, title })
      return
    }
    if (one && other && isSameContent(one.node, other.node)) return
    const kind = one && other ? 'changed' : other ? 'added' : 'removed'
    const effect = keys && kind !== 'changed' ? columnEffect(kind, shown.node, keys) : kind
    this.#found({
      ...{ subject: element, effect, kind, path: () => title.path(), name: () => title.name() },
      before: beforeSpot,
      after: afterSpot,
    })
  }
}

/** The lists of which an item is one. */
interface Lists extends TitledList {
  /** Their places; where there is none, that of the element around. */
  readonly before: Spot
  readonly after: Spot
  readonly keys: KeySizes | undefined
}

/** A property that comes or goes may change what is asked of the others. */
function columnEffect(kind: 'added' | 'removed', node: DocumentNode, keys: KeySizes): Effect {
  if (node.kind !== 'object') return kind
  const isKey = isOn(saidMember(node, 'primaryKey')) === true
  if (kind === 'removed') return isKey && keys.after > 0 ? 'removed-from-key' : kind
  if (isKey) return keys.before > 0 ? 'added-to-key' : 'added-required'
  return isOn(saidMember(node, 'required')) === true ? 'added-required' : kind
}

/** An id that only one of them has was filled in when it was published. */
function isIdentity(key: string, before: DocumentNode | undefined, after: DocumentNode | undefined): boolean {
  return ignored.has(key) || (key === 'id' && !(before && after))
}

/** The place of a list, or of the element around it where there is none; the old form of a team is its own list. */
function spotOf(parent: Spot, key: string, list: DocumentNode | undefined): Spot {
  if (!list || parent.node === list) return parent
  return { node: list, parent, step: key }
}
