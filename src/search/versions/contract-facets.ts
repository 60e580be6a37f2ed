import { memoized } from '../../memoized.ts'

/** What the hits of a search are counted by, as one version has it. */
export interface FacetValues {
  readonly status: string | null
  readonly owner: string | null
  readonly domain: string | null
  /** What a version may have several of, see `labelsOf`. */
  readonly tags: readonly string[]
}

/** What is stored of a contract of which nothing is known. */
export const noFacets = ''

/** The longest text that is stored; what does not fit is read from the versions. */
const maxFacetsLength = 20_000

/**
 * Which versions of a contract have which values. Most have those of the version before, so each is stored once: in a
 * line that has the versions, a tab and the values, both as JSON.
 */
export class ContractFacets {
  /** The versions that have the same values, by these as JSON. */
  readonly #versions = new Map<string, string[]>()

  /** @param serialized what `serialized()` has returned. */
  constructor(serialized: string) {
    for (const line of linesOf(serialized)) {
      const tab = line.indexOf('\t')
      this.#versions.set(line.slice(tab + 1), JSON.parse(line.slice(0, tab)))
    }
  }

  /** A version was written and has these values now. */
  put(version: string, { status, owner, domain, tags }: FacetValues): void {
    this.remove(version)
    const values = JSON.stringify([status, owner, domain, tags])
    this.#versions.set(values, [...(this.#versions.get(values) ?? []), version])
  }

  /** A version was deleted. */
  remove(version: string): void {
    for (const [values, versions] of this.#versions) {
      const others = versions.filter(one => one !== version)
      if (others.length > 0) this.#versions.set(values, others)
      else this.#versions.delete(values)
    }
  }

  /** What is stored of it: of all versions, or of none when that is too long. */
  serialized(): string {
    const lines = [...this.#versions].map(([values, versions]) => `${JSON.stringify(versions)}\t${values}`)
    const text = lines.join('\n')
    return text.length > maxFacetsLength ? noFacets : text
  }
}

/** The values of some versions; undefined when those of any are not known. */
export function versionFacets(serialized: string, versions: readonly string[]): FacetValues[] | undefined {
  const values =
    versions.length === 1 ? [valuesOf(serialized, versions[0] ?? '')] : valuesOfEach(serialized, versions)
  return values.every(known => known !== undefined) ? values : undefined
}

function valuesOfEach(serialized: string, versions: readonly string[]): (FacetValues | undefined)[] {
  const known = new Map<string, FacetValues>()
  for (const line of linesOf(serialized)) {
    const tab = line.indexOf('\t')
    for (const version of JSON.parse(line.slice(0, tab))) known.set(version, readValues(line.slice(tab + 1)))
  }
  return versions.map(version => known.get(version))
}

/** The values of a single version, from as little as can be read: thousands are asked for one search. */
function valuesOf(serialized: string, version: string): FacetValues | undefined {
  const name = JSON.stringify(version)
  for (const line of linesOf(serialized)) {
    const tab = line.indexOf('\t')
    const at = line.indexOf(name)
    // most lines have it or have not at first sight; to be found within another one is not to be there
    if (at === -1 || at > tab || !JSON.parse(line.slice(0, tab)).includes(version)) continue
    return readValues(line.slice(tab + 1))
  }
  return undefined
}

function linesOf(serialized: string): string[] {
  return serialized === noFacets ? [] : serialized.split('\n')
}

/** Many contracts have the same values. */
const readValues = memoized(
  (text: string): FacetValues => {
    const [status, owner, domain, tags] = JSON.parse(text)
    return { status, owner, domain, tags }
  },
  { keyOf: text => text, most: 10_000, longestKey: 300 },
)
