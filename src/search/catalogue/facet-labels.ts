import { storable } from '../../domain/storable.ts'
import { keyOf } from '../language/words.ts'
import type { Catalogue } from './catalogue.ts'

/** Stands before a further owner, and before no tag: these have no blanks around them. */
export const ownerMark = ' '

/** How much of a value is counted, in UTF-16 code units: what a column of every database holds with the mark. */
export const maxCountedLength = 255 - ownerMark.length

/** A value as hits are counted by it, with nothing in it that a database refuses: half surrogate pairs and U+0000. */
export function countedText(text: string): string {
  return storable(text.slice(0, maxCountedLength))
}

/**
 * What a version has several of: its tags, and behind a blank its owners but for the first. Each once, by the key that
 * filters compare, so that a version counts once for each.
 */
export function labelsOf({
  tags,
  elementTags,
  owners,
}: Pick<Catalogue, 'tags' | 'elementTags' | 'owners'>): string[] {
  const further = distinct(owners)
    .slice(1)
    .map(owner => ownerMark + owner)
  return [...distinct([...tags, ...elementTags]), ...further]
}

function distinct(values: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const value of values.map(countedText)) {
    const key = keyOf(value)
    if (!byKey.has(key)) byKey.set(key, value)
  }
  return [...byKey.values()]
}
