import { closestName } from '../../closest-name.ts'
import { type DocumentNode, memberOf, stringMember } from '../../domain/document/node.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { type Check, isTrue, type Tell } from './rule.ts'
import {
  below,
  nameOf,
  type Placed,
  type Property,
  type Relationship,
  type SchemaObject,
  type View,
  type Way,
} from './view.ts'

/** Relationships and SLAs name objects and properties of the schema. */
export const references: Check = (view, tell) => {
  const index = new ElementIndex(view)
  for (const relationship of view.relationships) {
    for (const key of ['from', 'to'] as const) checkEnds(index, tell, relationship, key)
    checkLengths(tell, relationship)
  }
}

interface Text {
  readonly text: string
  readonly offset: number
  readonly way: Way | undefined
}

/** The texts in a member: its own, or those of a list. */
export function textsIn({ node, way }: Placed, key: string): Text[] {
  const value = memberOf(node, key)
  const nodes: [DocumentNode, Way | undefined][] =
    value?.kind === 'array'
      ? value.items.map((item, index) => [item, below(way, key, index)])
      : value
        ? [[value, below(way, key)]]
        : []
  return nodes.flatMap(([item, at]) =>
    item.kind === 'string' ? [{ text: item.value, offset: item.offset, way: at }] : [],
  )
}

/** Finds what references mean. */
export class ElementIndex {
  readonly #byName: ReadonlyMap<string, SchemaObject>
  readonly #byId: ReadonlyMap<string, SchemaObject>
  readonly #children = new WeakMap<Placed, { names: Map<string, Property>; ids: Map<string, Property> }>()

  constructor({ objects }: View) {
    this.#byName = mapOf(objects, nameOf)
    this.#byId = mapOf(objects, ({ node }) => stringMember(node, 'id'))
  }

  /** What names with dots between them mean: an object, a property of one, or a property in it. */
  named(text: string): Placed | undefined {
    return find(text, this.#byName, object => this.#childrenOf(object).names)
  }

  /** The name that was most likely meant by one that means nothing; undefined when none is near. */
  nearest(text: string): string | undefined {
    const dot = text.lastIndexOf('.')
    const outer = dot > 0 ? this.named(text.slice(0, dot)) : undefined
    // what names an object has properties behind it
    const inner = outer && this.#childrenOf(outer as SchemaObject | Property).names
    const start = inner ? text.slice(0, dot + 1) : ''
    const near = nearName(text.slice(start.length), inner ?? this.#byName)
    if (near !== undefined || inner) return near && start + near
    const head = text.indexOf('.')
    const object = head > 0 ? nearName(text.slice(0, head), this.#byName) : undefined
    const whole = object === undefined ? undefined : object + text.slice(head)
    return whole !== undefined && this.named(whole) ? whole : undefined
  }

  /** A property by its name, with dots before the names of those in it. */
  propertyIn(outer: SchemaObject | Property, text: string): Placed | undefined {
    return find(text, this.#childrenOf(outer).names, property => this.#childrenOf(property).names)
  }

  /** What `schema/<id>/properties/<id>` means; `elsewhere` for what is no part of the schema. */
  byIds(text: string): Placed | 'elsewhere' | undefined {
    const [section, id = '', ...rest] = text.replace(/^\//, '').split('/')
    if (section !== 'schema') return 'elsewhere'
    let found: SchemaObject | Property | undefined = this.#byId.get(id)
    for (let at = 0; found && at < rest.length; at += 2) {
      const isItems: boolean = rest[at] === 'items'
      if (isItems) at -= 1
      else if (rest[at] !== 'properties') return 'elsewhere'
      else found = this.#childrenOf(found).ids.get(rest[at + 1] ?? '')
    }
    return found
  }

  #childrenOf(outer: SchemaObject | Property) {
    const known = this.#children.get(outer)
    if (known) return known
    const made = {
      names: mapOf(outer.properties, nameOf),
      ids: mapOf(outer.properties, ({ node }) => stringMember(node, 'id')),
    }
    this.#children.set(outer, made)
    return made
  }
}

/** Among more names, or for a longer one, nobody looks for what was meant. */
const mostNames = 500
const longestName = 60

function nearName(name: string, among: ByName): string | undefined {
  if (name.length > longestName || among.size > mostNames) return undefined
  return closestName(
    name,
    [...among.keys()].filter(({ length }) => length <= longestName),
  )
}

/** The end of a message about a name that means nothing. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${quotedExcerpt(name)}?`
}

type ByName = ReadonlyMap<string, SchemaObject | Property>

/** Longer references, and those with more dots, are taken for known: nobody writes them but to keep the service busy. */
const longestReference = 1000
const mostDots = 20

/** Whether a reference is short enough to be looked up. */
export function isLookedUp(text: string): boolean {
  return text.length <= longestReference && text.split('.', mostDots + 2).length <= mostDots + 1
}

/** What a text means that has names with dots between them. Names may have dots themselves, so all ways are tried, once. */
function find(
  text: string,
  first: ByName,
  namesIn: (found: SchemaObject | Property) => ByName,
): SchemaObject | Property | undefined {
  const failed = new Map<ByName, Set<string>>()
  const search = (rest: string, names: ByName): SchemaObject | Property | undefined => {
    const whole = names.get(rest)
    if (whole) return whole
    const known = failed.get(names) ?? new Set()
    failed.set(names, known)
    if (known.has(rest)) return undefined
    for (let dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.', dot + 1)) {
      const outer = names.get(rest.slice(0, dot))
      const found = outer && search(rest.slice(dot + 1), namesIn(outer))
      if (found) return found
    }
    known.add(rest)
    return undefined
  }
  return search(text, first)
}

function mapOf<T extends Placed>(list: readonly T[], keyOf: (one: T) => string | undefined): Map<string, T> {
  const map = new Map<string, T>()
  for (const one of list) {
    const key = keyOf(one)
    if (key !== undefined && !map.has(key)) map.set(key, one)
  }
  return map
}

function checkEnds(index: ElementIndex, tell: Tell, relationship: Relationship, key: 'from' | 'to'): void {
  for (const { text, offset, way } of textsIn(relationship, key)) {
    // other contracts are not looked at
    if (text.includes('#') || !isLookedUp(text)) continue
    const target = text.includes('/') ? index.byIds(text) : index.named(text)
    if (target === 'elsewhere') continue
    if (!target)
      tell('relationship-target', offset, way, () => {
        const what = text.includes('/') ? 'id' : 'object or property'
        const advice = didYouMean(text.includes('/') ? undefined : index.nearest(text))
        return `${key} is ${quotedExcerpt(text)}, and the contract has no such ${what}${advice}`
      })
    else if (key === 'to' && isTrue(memberOf(target.node, 'deprecated')))
      tell('deprecated-target', offset, way, () => `${quotedExcerpt(text)} is deprecated`)
  }
}

function checkLengths(tell: Tell, { node, way }: Relationship): void {
  const [from, to] = [memberOf(node, 'from'), memberOf(node, 'to')]
  if (from?.kind !== 'array' || to?.kind !== 'array' || from.items.length === to.items.length) return
  tell('relationship-length', to.offset, below(way, 'to'), () => {
    return `from has ${from.items.length} properties and to has ${to.items.length}; each needs its counterpart`
  })
}
