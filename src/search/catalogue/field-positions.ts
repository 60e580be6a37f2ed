import type { CatalogueField } from './catalogue.ts'

/** By how much the positions of two schema objects differ; none has as many fields. */
const positionsOfObject = 32_768

type Kind = CatalogueField['kind']

/**
 * The position of the next field. Those of each schema object are numbered by themselves: one more in an object leaves the
 * others where they are.
 *
 * @param before that of the field before; undefined for the first one.
 */
export function positionAfter(before: number | undefined, kind: Kind): number {
  if (before === undefined) return 0
  return kind === 'object' ? (Math.floor(before / positionsOfObject) + 1) * positionsOfObject : before + 1
}

/** What has that position. */
export function kindAt(position: number): Kind {
  return position % positionsOfObject === 0 ? 'object' : 'property'
}
