import { decimalText, readDecimal } from '../decimal.ts'
import { type DocumentNode, isNull, type Member, memberOf, type ObjectNode } from '../document/node.ts'

/**
 * A text that two values have in common when they say the same: in whatever order members and items stand, whether `1` or
 * `1.0` is written, and whether a member is null or missing.
 *
 * @param without members of the value itself that do not count.
 */
export function contentOf(node: DocumentNode, without: readonly string[] = []): string {
  switch (node.kind) {
    case 'object': {
      const members = node.members.filter(({ key, value }) => !isNull(value) && !without.includes(key))
      const texts = members.map(({ key, value }) => `${JSON.stringify(key)}:${contentOf(value)}`)
      return `{${texts.sort().join()}}`
    }
    case 'array':
      return `[${node.items
        .map(item => contentOf(item))
        .sort()
        .join()}]`
    case 'number':
      return numberText(node.token)
    default:
      return JSON.stringify(node.value)
  }
}

/** Whether two values are written the same way, in the same order: then they say the same, which takes no text to tell. */
export function isIdentical(a: DocumentNode, b: DocumentNode): boolean {
  switch (a.kind) {
    case 'object':
      return b.kind === 'object' && haveSame(a.members, b.members, isSameMember)
    case 'array':
      return b.kind === 'array' && haveSame(a.items, b.items, isIdentical)
    case 'number':
      return b.kind === 'number' && a.token === b.token
    default:
      return a.kind === b.kind && a.value === b.value
  }
}

function isSameMember(a: Member, b: Member): boolean {
  return a.key === b.key && isIdentical(a.value, b.value)
}

function haveSame<T>(some: readonly T[], others: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  if (some.length !== others.length) return false
  for (let at = 0; at < some.length; at++) if (!isSame(some[at] as T, others[at] as T)) return false
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
