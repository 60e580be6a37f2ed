import { postingsIn } from './posting-text.ts'
import { noPostings, type Postings } from './postings.ts'
import { endOfEntry, isEntryOf, nextEntry, placeOf, type SortedEntries } from './sorted-entries.ts'

/** The postings that a page has of a term. */
export function postingsOf(page: SortedEntries, term: string): Postings {
  const start = placeOf(page, term)
  if (!isEntryOf(page, start, term)) return noPostings
  return postingsIn(page, start + term.length + 1, endOfEntry(page, start))
}

/** The terms of a page that begin so, in their order, with their postings. */
export function* entriesWithBeginning(
  page: SortedEntries,
  beginning: string,
): Generator<readonly [term: string, postings: Postings]> {
  for (let at = placeOf(page, beginning); page.startsWith(beginning, at) && at < page.length; ) {
    const colon = page.indexOf(':', at)
    yield [page.slice(at, colon), postingsIn(page, colon + 1, endOfEntry(page, colon))]
    at = nextEntry(page, colon)
  }
}
