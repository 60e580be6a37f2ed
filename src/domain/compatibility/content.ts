import { decimalText, readDecimal } from '../decimal.ts'
import {
  type ArrayNode,
  type DocumentNode,
  isNull,
  type Member,
  memberOf,
  type ObjectNode,
} from '../document/node.ts'

/**
 * A text that two values have in common when they say the same: in whatever order members and items stand, whether `1` or
 * `1.0` is written, and whether a member is null or missing.
 *
 * @param within tells what is said within the value.
 * @param without members of the value itself that do not count.
 */
export function contentOf(
  node: DocumentNode,
  within: (part: DocumentNode) => string = contentOfPart,
  without: readonly string[] = [],
): string {
  switch (node.kind) {
    case 'object': {
      const members = node.members.filter(({ key, value }) => !isNull(value) && !without.includes(key))
      const texts = members.map(({ key, value }) => `${JSON.stringify(key)}:${within(value)}`)
      return `{${texts.sort().join()}}`
    }
    case 'array':
      return `[${node.items.map(within).sort().join()}]`
    case 'number':
      return numberText(node.token)
    default:
      return JSON.stringify(node.value)
  }
}

function contentOfPart(part: DocumentNode): string {
  return contentOf(part)
}

/** Pairs of values that are known to differ. */
export type Differing = Map<DocumentNode, DocumentNode>

/**
 * Whether two values are written the same way, in the same order: then they say the same, which takes no text to tell.
 *
 * @param differing values on the way to the first difference, which are told apart at once when they are asked for again.
 */
export function isIdentical(a: DocumentNode, b: DocumentNode, differing?: Differing): boolean {
  switch (a.kind) {
    case 'object':
    case 'array': {
      if (differing?.get(a) === b) return false
      const isSame = hasIdenticalParts(a, b, differing)
      if (!isSame) differing?.set(a, b)
      return isSame
    }
    case 'number':
      return b.kind === 'number' && a.token === b.token
    default:
      return a.kind === b.kind && a.value === b.value
  }
}

function hasIdenticalParts(a: ObjectNode | ArrayNode, b: DocumentNode, differing?: Differing): boolean {
  if (a.kind === 'object') return b.kind === 'object' && hasIdenticalMembers(a, b, differing)
  if (b.kind !== 'array' || a.items.length !== b.items.length) return false
  for (let at = 0; at < a.items.length; at++)
    if (!isIdentical(a.items[at] as DocumentNode, b.items[at] as DocumentNode, differing)) return false
  return true
}

function hasIdenticalMembers(a: ObjectNode, b: ObjectNode, differing?: Differing): boolean {
  if (a.members.length !== b.members.length) return false
  for (let at = 0; at < a.members.length; at++) {
    const [one, other] = [a.members[at] as Member, b.members[at] as Member]
    if (one.key !== other.key || !isIdentical(one.value, other.value, differing)) return false
  }
  return true
}

/** Whether two values say the same, see `contentOf`. */
export function isSameContent(a: DocumentNode | undefined, b: DocumentNode | undefined): boolean {
  if (!a || !b) return a === b
  if (isIdentical(a, b)) return true
  if (a.kind !== b.kind || a.kind === 'string' || a.kind === 'literal') return false
  return contentOf(a) === contentOf(b)
}

/** As `isSameContent`, for values of which the order counts, such as the two ends of a range. */
export function isSameInOrder(a: DocumentNode | undefined, b: DocumentNode | undefined): boolean {
  if (a?.kind !== 'array' || b?.kind !== 'array') return isSameContent(a, b)
  return a.items.length === b.items.length && a.items.every((item, at) => isSameContent(item, b.items[at]))
}

/** A member that says something; one that is null says as much as one that is missing. */
export function saidMember(object: ObjectNode | undefined, key: string): DocumentNode | undefined {
  const value = object && memberOf(object, key)
  return isNull(value) ? undefined : value
}

/** A scalar as text, so that a name may be written as a number, too; undefined for what is no scalar. */
export function scalarText(node: DocumentNode | undefined): string | undefined {
  if (node?.kind === 'number') return numberText(node.token)
  return node?.kind === 'string' || node?.kind === 'literal' ? String(node.value) : undefined
}

/** Short integers need not be computed with to be told apart. */
const plainInteger = /^(0|-?[1-9][0-9]{0,19})$/

/** A number in the one way in which its value is written. */
export function numberText(token: string): string {
  if (plainInteger.test(token)) return token
  const decimal = readDecimal(token)
  return decimal ? decimalText(decimal) : token
}
