import type { DocumentNode, ObjectNode } from '../domain/document/node.ts'
import { isFloatToken } from '../domain/document/number-token.ts'

/** Integers that no JavaScript number holds, by the object or list that has them and their key or index there. */
export type LargeIntegers = ReadonlyMap<unknown, ReadonlyMap<string, bigint>>

/** A document as schemas judge it. */
export interface JudgedValue {
  readonly value: Readonly<Record<string, unknown>>
  /** Undefined for most documents, as nothing but their value has to be looked at. */
  readonly large: LargeIntegers | undefined
}

/** Numbers of fewer digits are the same as JavaScript numbers; longer texts of digits may stand in strings as well. */
const manyDigits = /[0-9]{16}/

/**
 * The value of a document, with all its numbers as they are written.
 *
 * @param json the document, see `writeJson`.
 */
export function judgedValue(document: ObjectNode, json: string): JudgedValue {
  // quicker than to go through the document, and with a fraction of the memory
  if (!manyDigits.test(json)) return { value: JSON.parse(json), large: undefined }
  const large: Found = new Map()
  const value = plainOf(document, large) as JudgedValue['value']
  return { value, large: large.size > 0 ? large : undefined }
}

/** Whether an integer is another one as a JavaScript number. With a fraction or an exponent, numbers are such ones everywhere. */
export function losesDigits(token: string): boolean {
  if (token.length < 16 || isFloatToken(token)) return false
  const value = Number(token)
  return !Number.isFinite(value) || BigInt(token) !== BigInt(value)
}

type Found = Map<unknown, Map<string, bigint>>

function plainOf(node: DocumentNode, large: Found): unknown {
  if (node.kind === 'array') {
    const items = node.items.map(item => plainOf(item, large))
    for (const [index, item] of node.items.entries()) takeLarge(item, items, index, large)
    return items
  }
  if (node.kind === 'object') {
    // defines each member, also one that is named __proto__
    const object = Object.fromEntries(node.members.map(({ key, value }) => [key, plainOf(value, large)]))
    for (const { key, value } of node.members) takeLarge(value, object, key, large)
    return object
  }
  return node.kind === 'number' ? finite(Number(node.token)) : node.value
}

function takeLarge(node: DocumentNode, owner: unknown, key: string | number, large: Found): void {
  if (node.kind !== 'number' || !losesDigits(node.token)) return
  const known = large.get(owner) ?? new Map<string, bigint>()
  large.set(owner, known.set(String(key), BigInt(node.token)))
}

/** An integer of hundreds of digits is a number all the same, which infinity is not. */
function finite(value: number): number {
  return Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE)
}
