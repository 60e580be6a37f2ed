import { type Comparator, parse, Range, type SemVer } from 'semver'
import { memoized } from '../memoized.ts'
import { versionOrder } from './version.ts'

/** Whether pre-releases count although nothing names them. */
export interface PrereleaseOption {
  readonly includePrerelease: boolean
}

/** A part of the order of versions, by the sort keys of its ends. */
export interface Span {
  readonly lowest: string
  readonly highest: string
}

/** The whole order: all sort keys are between these. */
export const wholeOrder: Span = { lowest: '', highest: '~' }

/** An npm-style range; undefined when the text is none. */
export function rangeOf(text: string, { includePrerelease }: PrereleaseOption): Range | undefined {
  try {
    return new Range(text, { includePrerelease })
  } catch (error) {
    // what the package throws at a text it cannot read
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** A range with where its versions are in the order, and whether pre-releases can be among them. */
export interface SpannedRange {
  readonly range: Range
  readonly span: Span
  readonly hasPrereleases: boolean
}

/** As `rangeOf`. Many requests ask for the same few ranges. */
export const spannedRange = memoized(
  ({ text, ...option }: PrereleaseOption & { readonly text: string }): SpannedRange | undefined => {
    const range = rangeOf(text, option)
    return range && { range, span: spanOf(range), hasPrereleases: hasPrereleases(range, option) }
  },
  { keyOf: ({ text, includePrerelease }) => `${includePrerelease} ${text}`, most: 1000, longestKey: 100 },
)

/** The package also takes `v1.0.0` and text with blanks around it for SemVer; to the registry they are other names. */
export function strictVersion(version: string): SemVer | undefined {
  return (/^[0-9]\S*$/.test(version) && parse(version)) || undefined
}

/** A part of the order that has all versions of a range, and may have others: only the range itself decides. */
function spanOf(range: Range): Span {
  const spans = range.set.map(spanOfAll)
  return {
    lowest: spans.map(span => span.lowest).reduce((a, b) => (a < b ? a : b), wholeOrder.highest),
    highest: spans.map(span => span.highest).reduce((a, b) => (a > b ? a : b), wholeOrder.lowest),
  }
}

/** Whether a range can have pre-releases in it: they are included, or it names one. */
function hasPrereleases(range: Range, { includePrerelease }: PrereleaseOption): boolean {
  return includePrerelease || range.set.flat().some(namesPrerelease)
}

/** The span of comparators that are all to be fulfilled. */
function spanOfAll(comparators: readonly Comparator[]): Span {
  const lowest = comparators.flatMap(({ value, operator, semver }) => {
    return value === '' || operator.startsWith('<') ? [] : [sortKeyOf(semver)]
  })
  const highest = comparators.flatMap(({ value, operator, semver }) => {
    if (value === '' || operator.startsWith('>')) return []
    return [operator === '<' ? keyBelow(sortKeyOf(semver)) : sortKeyOf(semver)]
  })
  return {
    lowest: lowest.reduce((a, b) => (a > b ? a : b), wholeOrder.lowest),
    highest: highest.reduce((a, b) => (a < b ? a : b), wholeOrder.highest),
  }
}

function sortKeyOf({ version }: SemVer): string {
  return versionOrder(version).sortKey
}

/** A text above all sort keys that are below this one, and below it: no sort key has a `~`. */
function keyBelow(sortKey: string): string {
  const last = sortKey.length - 1
  return `${sortKey.slice(0, last)}${String.fromCharCode(sortKey.charCodeAt(last) - 1)}~`
}

/** `^1` ends below `2.0.0-0`, the lowest pre-release there is, and so names none. */
function namesPrerelease({ value, operator, semver }: Comparator): boolean {
  if (value === '' || semver.prerelease.length === 0) return false
  return !(operator === '<' && semver.prerelease.join('.') === '0')
}
