import { decimalText, readDecimal } from '../decimal.ts'
import { type DocumentNode, isNull, type ObjectNode } from '../document/node.ts'

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

/** Whether two values say the same, see `contentOf`. */
export function isSameContent(a: DocumentNode | undefined, b: DocumentNode | undefined): boolean {
  if (!a || !b) return a === b
  if (a.kind !== b.kind) return false
  if (a.kind === 'string' || a.kind === 'literal') return a.value === (b as typeof a).value
  return contentOf(a) === contentOf(b)
}

/** As `isSameContent`, for values of which the order counts, such as the two ends of a range. */
export function isSameInOrder(a: DocumentNode | undefined, b: DocumentNode | undefined): boolean {
  if (a?.kind !== 'array' || b?.kind !== 'array') return isSameContent(a, b)
  return a.items.length === b.items.length && a.items.every((item, at) => isSameContent(item, b.items[at]))
}

/** A member that says something; one that is null says as much as one that is missing. */
export function saidMember(object: ObjectNode | undefined, key: string): DocumentNode | undefined {
  const value = object?.members.find(member => member.key === key)?.value
  return isNull(value) ? undefined : value
}

/** A scalar as text, so that a name may be written as a number, too; undefined for what is no scalar. */
export function scalarText(node: DocumentNode | undefined): string | undefined {
  if (node?.kind === 'number') return numberText(node.token)
  return node?.kind === 'string' || node?.kind === 'literal' ? String(node.value) : undefined
}

/** Short integers need not be computed with to be told apart. */
const plainInteger = /^(0|-?[1-9][0-9]{0,19})$/

function numberText(token: string): string {
  if (plainInteger.test(token)) return token
  const decimal = readDecimal(token)
  return decimal ? decimalText(decimal) : token
}
