import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { RegistryError } from '../../domain/errors.ts'

/** What the entity tags of a version are made of. */
export interface Tagged {
  readonly digest: string
  readonly revision: number
}

/**
 * The strong entity tag of a representation, quotes included. The revision is in it, so that a version which changes
 * and changes back has another tag than before.
 */
export function entityTag({ digest, revision }: Tagged, format: DocumentFormat): string {
  return format === 'json' ? `"${revision}-${digest}"` : `"${revision}-${digest}.yaml"`
}

/** One entity tag of a list (RFC 9110, section 8.8.3). */
export interface ListedTag {
  /** Quotes included. */
  readonly tag: string
  readonly isWeak: boolean
}

/** One element of a list of entity tags; an empty element is allowed. No run of blanks can be read in two ways. */
const listElement = /[ \t]*(?:(W\/)?("[\u0021\u0023-\u007e\u0080-\u00ff]*")[ \t]*)?(?:,|$)/y

/** The tags of an `If-Match` or `If-None-Match` field, or `*`; undefined when it does not follow the grammar. */
export function parseEntityTags(field: string): readonly ListedTag[] | '*' | undefined {
  if (field.trim() === '*') return '*'
  const tags: ListedTag[] = []
  listElement.lastIndex = 0
  while (listElement.lastIndex < field.length) {
    const element = listElement.exec(field)
    if (!element) return undefined
    if (element[2] !== undefined) tags.push({ tag: element[2], isWeak: element[1] !== undefined })
  }
  return tags.length > 0 ? tags : undefined
}

/**
 * The tags of an `If-Match` or `If-None-Match` field of a request that writes, or `*`.
 *
 * @throws RegistryError `invalid-request` for a field that does not follow the grammar: nothing is written on a condition
 *   that cannot be read.
 */
export function requireEntityTags(name: string, field: string): readonly ListedTag[] | '*' {
  const tags = parseEntityTags(field)
  if (tags) return tags
  throw new RegistryError(
    'invalid-request',
    `${name} is not a list of entity tags; expected * or tags in double quotes, such as "1-abc"`,
  )
}
