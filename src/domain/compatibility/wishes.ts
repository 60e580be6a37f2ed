import { closestName } from '../../closest-name.ts'
import { type DocumentNode, memberOf, type ObjectNode, objectsOf, stringMember } from '../document/node.ts'
import { quotedExcerpt } from '../excerpt.ts'
import { type Protection, protections } from './change.ts'
import { saidMember, scalarText } from './content.ts'
import { stricter } from './policy.ts'

/** The custom property by which the author of a contract asks for more than the configuration. */
export const wishProperty = 'dc43.compatibility'
const words = ['none', ...protections] as const

/** What the author of a contract asks for. */
export interface Wish {
  /** Whom they ask to protect. */
  readonly protection: Protection | 'none'
  /** What is wrong with how they ask for it; undefined for nothing. */
  readonly fault: string | undefined
}

/** Reads all that a contract asks for: what is none of the words there are counts as the most, for a slip asks for no less. */
export function wishOf(document: ObjectNode): Wish {
  let wish: Wish = { protection: 'none', fault: undefined }
  for (const [, one] of objectsOf(saidMember(document, 'customProperties'))) {
    if (stringMember(one, 'property') !== wishProperty) continue
    const value = memberOf(one, 'value')
    wish = {
      protection: stricter(wish.protection, askedBy(value) ?? 'full'),
      fault: wish.fault ?? wishFault(value),
    }
  }
  return wish
}

/** What is wrong with a value of the custom property; undefined for nothing. */
export function wishFault(value: DocumentNode | undefined): string | undefined {
  if (askedBy(value)) return undefined
  const text = scalarText(value)
  const meant = text === undefined ? undefined : closestName(text.trim(), words)
  const given = text === undefined ? 'no word' : quotedExcerpt(text)
  const advice = meant === undefined ? '' : `; did you mean ${meant}?`
  return `${wishProperty} is ${given}, which counts as full; allowed are ${words.join(', ')}${advice}`
}

function askedBy(value: DocumentNode | undefined): Protection | 'none' | undefined {
  const text = value?.kind === 'string' ? value.value.trim().toLowerCase() : undefined
  return words.find(word => word === text)
}
