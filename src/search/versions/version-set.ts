/** A set of versions of a contract: a bit for each, by its number. */
export type VersionSet = bigint

/** A set whose text is longer is written as `*`: some versions, and it is not known which. */
const maxTextLength = 100
export const unknownSet = '*'

/** The set of a single version. */
export function setOf(number: number): VersionSet {
  return firstSets[number] ?? 1n << BigInt(number)
}

/** Few contracts have more versions, and thousands are looked at for one search. */
const firstSets = Array.from({ length: 64 }, (_, number) => 1n << BigInt(number))

/** All versions of a contract, each at its number; null where one was deleted. */
type NumberedVersions = readonly (string | null)[]

/** The set of all that were not deleted. */
export function setOfAll(versions: NumberedVersions): VersionSet {
  return versions.reduce<VersionSet>(
    (set, version, number) => (version === null ? set : set | setOf(number)),
    0n,
  )
}

/**
 * A set as text: `0-3,5,8-`. A range up to the last of all numbers has no end: while one more version after the other has
 * a term, its text stays.
 */
export type VersionSetText = string

/** Reads a set of the versions of a contract that has so many numbers; undefined for `*`. */
export function readVersionSet(text: VersionSetText, count: number): VersionSet | undefined {
  if (text === unknownSet) return undefined
  return rangesOf(text, count).reduce<VersionSet>(
    (set, [first, last]) => set | (setOf(last + 1) - setOf(first)),
    0n,
  )
}

/** The set of all that were not deleted, as text. */
export function textOfAll(versions: NumberedVersions): VersionSetText {
  const ranges: Range[] = []
  for (const [number, version] of versions.entries()) if (version !== null) append(ranges, [number, number])
  return textOf(ranges, versions.length)
}

/** One version that is to be in a set or not, while the count of all numbers may change. */
export interface Membership {
  readonly number: number
  readonly isIn: boolean
  readonly countBefore: number
  readonly count: number
}

/** The text of a set with one version put in or taken out. */
export function changedSet(
  text: VersionSetText,
  { number, isIn, countBefore, count }: Membership,
): VersionSetText {
  const others = withoutNumbers(text, [number], { countBefore, count })
  return isIn ? withNumbers(others, [number], count) : others
}

/** The text of a set without some versions, while the count of all numbers may change. */
export function withoutNumbers(
  text: VersionSetText,
  numbers: readonly number[],
  { countBefore, count }: Pick<Membership, 'countBefore' | 'count'>,
): VersionSetText {
  if (text === unknownSet) return text
  const left = rangesOf(text, countBefore).flatMap(([first, last]) => {
    const ranges: Range[] = []
    let from = first
    for (const number of numbers) {
      if (number < from || number > last) continue
      if (number > from) ranges.push([from, number - 1])
      from = number + 1
    }
    if (from <= last) ranges.push([from, last])
    return ranges
  })
  return textOf(left, count)
}

/**
 * The text of a set with some versions that are not in it.
 *
 * @param numbers those of the versions, in their order.
 */
export function withNumbers(text: VersionSetText, numbers: readonly number[], count: number): VersionSetText {
  if (text === unknownSet) return text
  const ranges: Range[] = []
  const others = rangesOf(text, count)
  let at = 0
  for (const number of numbers) {
    for (let other = others[at]; other && other[0] < number; other = others[++at]) append(ranges, other)
    append(ranges, [number, number])
  }
  for (const other of others.slice(at)) append(ranges, other)
  return textOf(ranges, count)
}

/** The text of a set as it is stored: `*` where it would take too many characters. */
export function storedSet(text: VersionSetText): VersionSetText {
  return text.length > maxTextLength ? unknownSet : text
}

type Range = [first: number, last: number]

function rangesOf(text: VersionSetText, count: number): Range[] {
  if (text === '') return []
  const ranges = text.split(',').map((range): Range => {
    const [first = '', last = first] = range.split('-')
    return [Number(first), last === '' ? count - 1 : Number(last)]
  })
  // of a range without an end nothing is left when the numbers after its first are gone
  return ranges.filter(([first, last]) => first <= last)
}

/** Ranges are appended in their order, and joined where there is nothing between them. */
function append(ranges: Range[], range: Range): void {
  const before = ranges.at(-1)
  if (before && before[1] === range[0] - 1) before[1] = range[1]
  else ranges.push(range)
}

function textOf(ranges: readonly Range[], count: number): VersionSetText {
  return ranges
    .map(([first, last]) => {
      if (last === count - 1) return `${first}-`
      return first === last ? String(first) : `${first}-${last}`
    })
    .join(',')
}
