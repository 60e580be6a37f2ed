import { memoized } from '../../memoized.ts'
import { encodeWord } from '../language/tokens.ts'
import { typeKeyOf, typeKeysOf } from '../language/type-key.ts'
import { compactKeyOf, keyOf } from '../language/words.ts'
import type { CatalogueField } from './catalogue.ts'

/** By what a field is found; null where it has nothing of the kind. */
export interface FieldKeys {
  readonly nameKey: string
  /** Only where it finds what the name does not. */
  readonly physicalNameKey: string | null
  readonly logicalTypeKey: string | null
  readonly physicalTypeKey: string | null
  /** The physical type without its parameters; only where it has such. */
  readonly physicalBaseKey: string | null
  readonly classificationKey: string | null
}

/** Keys are ASCII and cut where a word is; equal names stay equal. */
export function fieldKeysOf(field: CatalogueField): FieldKeys {
  const { name, physicalName, logicalType, physicalType, classification } = field
  const nameKey = nameKeyOf(name)
  const physicalNameKey = physicalName ? nameKeyOf(physicalName) : null
  const physicalTypeKeys = physicalType ? typeKeys(physicalType) : undefined
  return {
    nameKey,
    physicalNameKey: physicalNameKey === nameKey ? null : physicalNameKey,
    logicalTypeKey: logicalType ? typeKeys(logicalType).key : null,
    physicalTypeKey: physicalTypeKeys?.key ?? null,
    physicalBaseKey: physicalTypeKeys?.base ?? null,
    classificationKey: classification ? classificationKeyOf(classification) : null,
  }
}

/** Contracts have most of these texts in common. */
const memory = { keyOf: (text: string) => text, most: 10_000, longestKey: 60 }
const nameKeyOf = memoized((name: string) => encodeWord(compactKeyOf(name)), memory)
const classificationKeyOf = memoized((text: string) => encodeWord(keyOf(text)), memory)
const typeKeys = memoized((type: string) => {
  const [key, base] = [encodeWord(typeKeyOf(type)), encodeWord(typeKeysOf(type).at(-1) ?? '')]
  return { key, base: base === key ? null : base }
}, memory)
