import { EventLoop } from '../../concurrency/event-loop.ts'
import { firstTermOf, PageWriter } from './page-writer.ts'
import { textOfPostings } from './posting-text.ts'
import { type Postings, postingKey } from './postings.ts'
import { PutTerms, type PutVersion } from './put-terms.ts'
import { TermOrder } from './term-order.ts'
import { union } from './union.ts'

/** A segment as it is stored. */
export interface SegmentText {
  /** In the order of terms. */
  readonly pages: readonly string[]
  /** The first term of each page, with blanks between them. */
  readonly directory: string
  /** The versions that count no more in older segments. */
  readonly replaced: string
  /** How long the pages are together, in characters. */
  readonly length: number
}

/** Makes one segment of the versions of a batch. */
export class SegmentBuilder {
  readonly #versions: PutVersion[] = []
  readonly #replaced: Postings[] = []
  #length = 0

  /** These versions count no more in older segments. */
  replace(versions: Postings): void {
    if (versions.length > 0) this.#replaced.push(versions)
  }

  /**
   * A version has these terms. Each version may be put once.
   *
   * @param terms with one blank between them, each once or more.
   */
  put(searchId: number, number: number, terms: string): void {
    this.#versions.push({ key: postingKey(searchId, number), terms })
    this.#length += terms.length
  }

  /** About how much was put, in characters. */
  get length(): number {
    return this.#length
  }

  /** Whether nothing was put and nothing replaced. */
  get isEmpty(): boolean {
    return this.#versions.length === 0 && this.#replaced.length === 0
  }

  async build(): Promise<SegmentText> {
    const versions = this.#versions.toSorted((one, other) => one.key - other.key)
    const pages = await pagesOf(versions)
    return {
      pages,
      directory: pages.map(firstTermOf).join(' '),
      replaced: textOfPostings(union(this.#replaced)),
      length: pages.reduce((length, page) => length + page.length, 0),
    }
  }
}

async function pagesOf(versions: readonly PutVersion[]): Promise<string[]> {
  const loop = new EventLoop()
  const terms = new PutTerms(versions)
  const order = await new TermOrder(terms.bytes, terms.starts).sorted(loop)
  const writer = new PageWriter()
  const pages: string[] = []
  for (let at = 0; at < order.length; ) {
    const end = terms.endOfSame(order, at)
    const page = terms.write(order, at, end, writer)
    at = end
    if (page === undefined) continue
    pages.push(page)
    if (loop.isHeld) await loop.share()
  }
  const last = writer.end()
  return last === undefined ? pages : [...pages, last]
}
