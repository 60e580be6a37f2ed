import { compareEntry, nextEntry } from './sorted-entries.ts'

/** Which page of a segment a term is in: the first term of each page, in one text with blanks between them. */
export class PageDirectory {
  readonly #firstTerms: string
  /** Where the first term of each page begins. */
  readonly #places: Uint32Array

  constructor(directory: string) {
    this.#firstTerms = directory
    const places: number[] = []
    for (let at = 0; at < directory.length; at = nextEntry(directory, at)) places.push(at)
    this.#places = Uint32Array.from(places)
  }

  /** How many pages there are. */
  get count(): number {
    return this.#places.length
  }

  /** The page that has a term if any has it; undefined where the term comes before all there are. */
  pageOf(term: string): number | undefined {
    const behind = this.#firstBehind(term)
    return behind === 0 ? undefined : behind - 1
  }

  /** The pages that may have terms that begin so. */
  pagesWithBeginning(beginning: string): readonly [first: number, end: number] {
    let end = this.#firstBehind(beginning)
    const first = Math.max(end - 1, 0)
    while (end < this.count && this.#firstTerms.startsWith(beginning, this.#places[end])) end++
    return [first, end]
  }

  /** The first page whose first term comes after a term; as many as there are pages when there is none. */
  #firstBehind(term: string): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareEntry(this.#firstTerms, this.#places[middle] as number, term) > 0) high = middle
      else low = middle + 1
    }
    return low
  }
}
