/**
 * A document as its author wrote it: member order, number tokens, nulls and repeated structure are all kept,
 * which no JavaScript object can do (`1.0` becomes `1`, integer-like keys move to the front). A scalar that came as YAML
 * has an `other` reading where readers of YAML 1.1 take it for something else.
 */
export type DocumentNode = ObjectNode | ArrayNode | StringNode | NumberNode | LiteralNode

/** A node that has no others in it. */
export type ScalarNode = StringNode | NumberNode | LiteralNode

/** An object of JSON or a mapping of YAML. `offset` is where it begins in the source text, in UTF-16 code units from 0. */
export interface ObjectNode {
  readonly kind: 'object'
  readonly offset: number
  readonly members: readonly Member[]
}
/** An array of JSON or a sequence of YAML. */
export interface ArrayNode {
  readonly kind: 'array'
  readonly offset: number
  readonly items: readonly DocumentNode[]
}
export interface StringNode {
  readonly kind: 'string'
  readonly offset: number
  readonly value: string
  readonly other?: OtherReading
}
/** A number, with all its digits. */
export interface NumberNode {
  readonly kind: 'number'
  readonly offset: number
  /** A number by the grammar of RFC 8259, finite as a double when it has a fraction or an exponent. */
  readonly token: string
  readonly other?: OtherReading
}
/** `true`, `false` or `null`. */
interface LiteralNode {
  readonly kind: 'literal'
  readonly offset: number
  readonly value: true | false | null
  readonly other?: OtherReading
}

/** How readers of YAML 1.1 take a plain scalar of which a document says something else. */
export interface OtherReading {
  /** The scalar as it is written. */
  readonly source: string
  readonly kind: 'boolean' | 'number' | 'text'
  /** What they read: `true` or `false`, a JSON number, or the text. */
  readonly value: string
}

/** A key of an object, and its value. */
export interface Member {
  readonly key: string
  /** Where the key stands in the source text, in UTF-16 code units from 0. */
  readonly offset: number
  readonly value: DocumentNode
}

/** How deep arrays and objects may nest; far above any contract, far below what exhausts a reader's stack. */
export const maxDepth = 200
/** What is said of a document that nests more deeply. */
export const tooDeep = `more than ${maxDepth} levels of nesting`

/** The value of a member, or undefined when the object has no such key. */
export function memberOf(object: ObjectNode, key: string): DocumentNode | undefined {
  // dozens are looked for in each column of a contract
  for (const member of object.members) if (member.key === key) return member.value
  return undefined
}

/** What a step leads to from a node: the value of a member or an item; undefined where there is none. */
export function childOf(node: DocumentNode | undefined, step: string | number): DocumentNode | undefined {
  if (node?.kind === 'array') return node.items[Number(step)]
  return node?.kind === 'object' ? memberOf(node, String(step)) : undefined
}

/** The text of a string member, or undefined when it is absent or no string. */
export function stringMember(object: ObjectNode, key: string): string | undefined {
  const node = memberOf(object, key)
  return node?.kind === 'string' ? node.value : undefined
}

/** The text of a member that has more than white space, without the white space around it. */
export function textMember(object: ObjectNode, key: string): string | undefined {
  return stringMember(object, key)?.trim() || undefined
}

/** The objects of an array with their indexes; what is no array has none. */
export function objectsOf(node: DocumentNode | undefined): [index: number, object: ObjectNode][] {
  if (node?.kind !== 'array') return []
  return node.items.flatMap((item, index) => (item.kind === 'object' ? [[index, item]] : []))
}

/** True for a member that is written out as `null`. */
export function isNull(node: DocumentNode | undefined): boolean {
  return node?.kind === 'literal' && node.value === null
}
