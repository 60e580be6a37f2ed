import { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'

/**
 * The parameters of a query string. A request with any other one is refused: whoever sends `dryRun=true` must not get
 * the real thing.
 */
export function parameters<Shape extends z.ZodRawShape>(shape: Shape) {
  return closedObject(shape, 'parameter')
}

/** An object in a body. A member that it does not have is refused, with the nearest name that it has. */
export function members<Shape extends z.ZodRawShape>(shape: Shape) {
  return closedObject(shape, 'member')
}

function closedObject<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, known, what) : undefined),
  })
}

function unknownKeys(keys: readonly string[], known: readonly string[], what: string): string {
  const [first = '', ...others] = keys
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const fault = `${quotedExcerpt(first)}${more} is no ${what} here`
  return known.length === 0 ? `${fault}; there are none` : fault + alternatives(nearest(first, known), known)
}

/** Names are written in several ways, and are cut short: `dryRun` and `dry-run` are `dry_run`, `stat` is `status`. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = plain(name)
  if (wanted === '' || name.length > maxNameLength) return undefined
  return (
    known.find(one => plain(one) === wanted) ??
    closestName(name, known) ??
    known.find(one => wanted.length >= minBeginning && plain(one).startsWith(wanted))
  )
}

/** No name of ours is nearly as long, and distances take long to measure. */
const maxNameLength = 100

/** How much of a name tells which one is meant. */
const minBeginning = 3
