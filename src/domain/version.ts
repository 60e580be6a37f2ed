import { memoized } from '../memoized.ts'
import { compareCodePoints } from './order.ts'

/**
 * The one order of contract versions, and what "latest" means.
 *
 * - SemVer 2.0 strings compare by SemVer precedence (semver.org, section 11).
 * - Dotted numbers of one to four parts with an optional stage (`2.0`, `0.32.0.0rc2`, `1.0.post1`) compare by
 *   their numbers, missing ones being 0, then dev/draft < alpha < beta < rc < release < post, as dc43 orders them.
 * - Where both kinds meet on the same numbers, a stage takes the place of the SemVer identifier of its name.
 * - Everything else stands below all of those.
 * - Versions of equal precedence (`1.0.0`, `1.0.0+build`) are ordered by code point.
 */

/** How a version counts when the latest one is asked for: releases first, then pre-releases, then the rest. */
export const releaseRank = { other: 0, preRelease: 1, release: 2 } as const
type ReleaseRank = (typeof releaseRank)[keyof typeof releaseRank]

/** Where a version stands in the order. */
export interface VersionOrder {
  /**
   * Printable ASCII, at most 400 characters. Comparing the keys of two versions byte by byte, and the versions
   * themselves where the keys are equal, gives the order.
   */
  sortKey: string
  releaseRank: ReleaseRank
}

/** The grammar of SemVer 2.0 as semver.org publishes it. */
const semVerGrammar =
  /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/
const dottedGrammar = /^\s*([0-9]+(?:\.[0-9]+){0,3})(.*)$/s
/** A stage is read as dc43 reads it: by how the suffix begins (`a` for alpha, `b` for beta). */
const stageGrammar = /^(dev|draft|a|b|rc|post)([0-9]*)/
const anyNumber = /[0-9]+/

/** The identifier that stands for a stage among SemVer pre-release identifiers; `-` is the lowest there is. */
const stageIdentifiers: Record<string, string> = { dev: '-', draft: '-', a: 'alpha', b: 'beta', rc: 'rc' }

/**
 * The place of a version in the order of versions. Total: every string has one. Contracts have many of their versions in
 * common, and thousands are compared for one search.
 */
export const versionOrder = memoized(placeOf, { keyOf: version => version, most: 10_000, longestKey: 100 })

function placeOf(version: string): Readonly<VersionOrder> {
  return semVerOrder(version) ?? dottedOrder(version) ?? { sortKey: '0', releaseRank: releaseRank.other }
}

/** Compares two versions in the order of versions; 0 only for equal strings. */
export function compareVersions(a: string, b: string): number {
  const left = versionOrder(a).sortKey
  const right = versionOrder(b).sortKey
  if (left !== right) return left < right ? -1 : 1
  return compareCodePoints(a, b)
}

/**
 * Compares two versions by which counts as later when the latest one is asked for: releases stand above pre-releases, and
 * these above the rest. 0 only for equal strings.
 */
export function compareAsLatest(a: string, b: string): number {
  return versionOrder(a).releaseRank - versionOrder(b).releaseRank || compareVersions(a, b)
}

/** Whether a version is one of SemVer 2.0. */
export function isSemVer(version: string): boolean {
  return semVerGrammar.test(version)
}

/** The number that names the major line of a version, without leading zeros; undefined when it has none. */
export function majorOf(version: string): string | undefined {
  if (versionOrder(version).releaseRank === releaseRank.other) return undefined
  return /[0-9]+/.exec(version)?.[0].replace(/^0+(?=.)/, '')
}

/**
 * The line of versions in which none may break another one: that of its major number, before 1.0 that of its minor one.
 * Undefined for a version without such numbers.
 */
export function stableLineOf(version: string): string | undefined {
  const major = majorOf(version)
  if (major !== '0') return major
  return `0.${Number(/[0-9]+\.([0-9]+)/.exec(version)?.[1] ?? '0')}`
}

/** The latest of some versions: the highest release, else the highest pre-release, else the highest of the rest. */
export function highestVersion(versions: readonly string[]): string | undefined {
  let highest: Ordered | undefined
  for (const version of versions) {
    const one = { version, ...versionOrder(version) }
    if (!highest || isLater(one, highest)) highest = one
  }
  return highest?.version
}

type Ordered = { readonly version: string } & Readonly<VersionOrder>

/** Whether a version counts as later than another when the latest one is asked for. */
function isLater(one: Ordered, other: Ordered): boolean {
  if (one.releaseRank !== other.releaseRank) return one.releaseRank > other.releaseRank
  if (one.sortKey !== other.sortKey) return one.sortKey > other.sortKey
  return compareCodePoints(one.version, other.version) > 0
}

function semVerOrder(version: string): VersionOrder | undefined {
  const match = semVerGrammar.exec(version)
  if (!match) return undefined
  const numbers = match.slice(1, 4) as string[]
  const preRelease = match[4]
  if (preRelease === undefined) return release(numbers)
  return preReleaseOf(numbers, preRelease.split('.').map(encodeIdentifier))
}

function dottedOrder(version: string): VersionOrder | undefined {
  const match = dottedGrammar.exec(version)
  if (!match) return undefined
  const numbers = (match[1] ?? '').split('.')
  const suffix = (match[2] ?? '')
    .replace(/^[.\-_]+/, '')
    .trimEnd()
    .toLowerCase()
  if (suffix === '') return release(numbers)
  const stage = stageGrammar.exec(suffix)
  if (!stage) return undefined
  const [, label = '', attached = ''] = stage
  // dc43 reads a number only right behind the stage (`rc2`); other ones (`rc.2`) refine what it leaves equal
  const order = [attached || '0', anyNumber.exec(suffix.slice(label.length))?.[0] ?? '0']
  const identifier = stageIdentifiers[label]
  if (identifier === undefined) {
    return {
      sortKey: `${encodeNumbers(numbers)}c${order.map(encodeNumber).join('')}`,
      releaseRank: releaseRank.release,
    }
  }
  return preReleaseOf(numbers, [encodeText(identifier), ...order.map(number => `0${encodeNumber(number)}!`)])
}

function release(numbers: string[]): VersionOrder {
  return { sortKey: `${encodeNumbers(numbers)}b`, releaseRank: releaseRank.release }
}

function preReleaseOf(numbers: string[], identifiers: string[]): VersionOrder {
  return { sortKey: `${encodeNumbers(numbers)}a${identifiers.join('')}`, releaseRank: releaseRank.preRelease }
}

/** Four numbers; the leading 1 puts them above everything that is no version of either kind. */
function encodeNumbers(numbers: string[]): string {
  return `1${[0, 1, 2, 3].map(at => encodeNumber(numbers[at] ?? '0')).join('')}`
}

/** A number of any length so that text order is numeric order: its digit count in base 36, then its digits. */
function encodeNumber(digits: string): string {
  const significant = digits.replace(/^0+(?=.)/, '')
  return significant.length.toString(36).padStart(2, '0') + significant
}

/** Numeric identifiers stand below the others; `!` is below every character an identifier may have. */
function encodeIdentifier(identifier: string): string {
  return /^[0-9]+$/.test(identifier) ? `0${encodeNumber(identifier)}!` : encodeText(identifier)
}

function encodeText(identifier: string): string {
  return `1${identifier}!`
}
