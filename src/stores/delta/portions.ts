import type { Entry } from '../entry.ts'

/** How many entries, and of how many characters, are appended by one statement at most. */
const mostAtOnce = 20
const mostCharacters = 8 * 2 ** 20

/** Entries in their order, as many together as one statement should hold. */
export function portions(entries: readonly Entry[]): Entry[][] {
  const all: Entry[][] = []
  let characters = 0
  for (const entry of entries) {
    const { json = '', source } = (entry.kind === 'version' && entry.state?.document) || {}
    const size = json.length + (source?.length ?? 0)
    const last = all.at(-1)
    if (last && last.length < mostAtOnce && characters + size <= mostCharacters) {
      last.push(entry)
      characters += size
    } else {
      all.push([entry])
      characters = size
    }
  }
  return all
}
