import type { Range, SemVer } from 'semver'
import { RegistryError } from './errors.ts'
import { quotedExcerpt } from './excerpt.ts'
import { compareVersions, highestVersion, releaseRank, versionOrder } from './version.ts'
import { type PrereleaseOption, rangeOf, strictVersion } from './version-range.ts'

/**
 * Which versions of a contract a caller means.
 *
 * - `latest`: all of them.
 * - `exact` (`==1.2.0`, as dc43 writes it): the version of that very name.
 * - `version-or-range`: the version of that very name when the contract has it, else the versions in the range. Only
 *   the contract can tell: `1.2` is both.
 */
export type Selector =
  | { readonly kind: 'latest' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'version-or-range'; readonly text: string }

/** Long enough for any list of ranges that a person writes, short enough that its alternatives are quickly tried. */
const maxSelectorLength = 1024
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

const explanation =
  'a selector is latest, an exact version (1.2.0, ==1.2.0) or an npm-style range (^1.4, ~2.0, >=1.2 <2, 1.x, 1 - 3, ^1 || ^3)'

/**
 * Reads a selector; without one, all versions are meant. White space around it does not count, nor does the case of
 * `latest`. Whether it is of any use only `SelectableVersions` can say, for a name of a version may be any text.
 *
 * @throws RegistryError `invalid-request` for what cannot be a selector of any contract: a text that is longer than
 *   1,024 characters or has a control character, and `==` alone.
 */
export function parseSelector(selector: string | undefined): Selector {
  if (selector === undefined) return { kind: 'latest' }
  if (selector.length > maxSelectorLength)
    throw invalid(`the selector has ${selector.length} characters; at most ${maxSelectorLength} are allowed`)
  const text = selector.trim()
  if (controlCharacter.test(text))
    throw invalid(`the selector ${quotedExcerpt(text)} has a control character`)
  if (text.toLowerCase() === 'latest') return { kind: 'latest' }
  if (!text.startsWith('==')) return { kind: 'version-or-range', text }
  const version = text.slice(2).trim()
  if (version === '') throw invalid('the selector "==" names no version')
  return { kind: 'exact', text: version }
}

/** Up to how many comparisons of a version with a part of a selector may be made: some 50 ns each. */
const maxComparisons = { ofSelector: 1_000_000, ofRequest: 5_000_000 } as const

/** Thrown when the selectors of a request would take too long. */
export class TooManyComparisons extends RegistryError {
  constructor() {
    super(
      'invalid-request',
      `the selectors of this request take too many comparisons with versions: over ${maxComparisons.ofSelector} for one selector, or ${maxComparisons.ofRequest} in all; ask for fewer items at a time, or in shorter selectors`,
    )
  }
}

/** The comparisons that one request may still make. */
export class SelectionEffort {
  #left: number = maxComparisons.ofRequest

  /** @throws TooManyComparisons when there are not as many left, or it is more than one selector may take. */
  spend(comparisons: number): void {
    this.#left -= comparisons
    if (comparisons > maxComparisons.ofSelector || this.#left < 0) throw new TooManyComparisons()
  }
}

/** The versions of a contract, which are read once for however many selectors. */
export class SelectableVersions {
  readonly #versions: readonly string[]
  readonly #names: ReadonlySet<string>
  #parsed: (SemVer | undefined)[] | undefined

  constructor(versions: readonly string[]) {
    this.#versions = versions
    this.#names = new Set(versions)
  }

  /**
   * Those that a selector means, in the order they were given. Ranges are npm's, decided by its own package `semver`:
   * strict SemVer versions alone are in a range, and pre-releases only when the range names one of the same three numbers
   * or they are included. A version that is named is meant whatever its kind.
   *
   * @throws TooManyComparisons
   * @throws RegistryError `invalid-request` when the text is no version of the contract, no range, and no name by the
   *   grammars of `version.ts` which a version might have.
   */
  select(selector: Selector, options: PrereleaseOption, effort = new SelectionEffort()): string[] {
    effort.spend(this.#versions.length)
    if (selector.kind === 'latest') return [...this.#versions]
    const { kind, text } = selector
    if (this.#names.has(text)) return [text]
    const range = kind === 'exact' ? undefined : rangeOf(text, options)
    if (range) return this.#inRange(range, effort)
    if (mightBeVersion(text)) return []
    const shown = `${kind === 'exact' ? '==' : ''}${text}`
    throw invalid(`the selector ${quotedExcerpt(shown)} is no version of the contract and no range`)
  }

  #inRange(range: Range, effort: SelectionEffort): string[] {
    const comparisons = range.set.reduce((sum, alternative) => sum + alternative.length, 0)
    effort.spend(this.#versions.length * comparisons)
    this.#parsed ??= this.#versions.map(strictVersion)
    const parsed = this.#parsed
    return this.#versions.filter((_, at) => {
      const version = parsed[at]
      return version !== undefined && range.test(version)
    })
  }
}

/**
 * Of the versions that were selected the one to answer with: the highest release, else the highest pre-release, else
 * the highest of the rest. Where pre-releases are included they compete with the releases.
 */
export function pickVersion(
  candidates: readonly string[],
  { includePrerelease }: PrereleaseOption,
): string | undefined {
  if (!includePrerelease) return highestVersion(candidates)
  // versions of no known kind stand below all others in the order itself
  return candidates.reduce<string | undefined>((best, version) => {
    return best === undefined || compareVersions(version, best) > 0 ? version : best
  }, undefined)
}

/**
 * Why a new version cannot have this name: a selector of the same text means something else, `latest`, `==1.0`, or a
 * range of versions. Numbers with dots are names first, with a `v` or not, although `1.2` is a range where no version has
 * that name.
 */
export function selectorNameFault(version: string): string | undefined {
  const isSelector = version.toLowerCase() === 'latest' || version.startsWith('==')
  // to read a range takes longer than all else that is looked at in a name
  const isRange = () => rangeOf(version, { includePrerelease: false }) !== undefined
  if (!isSelector && (mightBeVersion(version.replace(/^v/i, '')) || !isRange())) return undefined
  return `no new version may be named ${quotedExcerpt(version)}, which a selector reads as more than one version or as another; choose a name such as 1.4.0`
}

/** Whether a text can be the name of a version. The order reads a stage by its beginning; with a blank or an operator behind it, a range was meant and missed. */
export function mightBeVersion(text: string): boolean {
  return /^[0-9A-Za-z._+-]+$/.test(text) && versionOrder(text).releaseRank !== releaseRank.other
}

function invalid(fault: string): RegistryError {
  return new RegistryError('invalid-request', `${fault}; ${explanation}`)
}
