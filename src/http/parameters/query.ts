import { z } from 'zod'

/** A parameter of a query string that has one value. Given more than once, it is refused: nobody knows which one is meant. */
export function oneValue<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (!Array.isArray(value)) return value
    context.addIssue({ code: 'custom', message: `it is given ${value.length} times; expected one value` })
    return z.NEVER
  }, schema)
}

/** A parameter of a query string that may be repeated; none when it is missing. */
export function several<Schema extends z.ZodType>(item: Schema) {
  return z.preprocess(value => (value === undefined ? [] : [value].flat()), z.array(item))
}

/** An integer in a query string; `1.0` is one, as it is for dc43. */
function integer(least: number, most: number) {
  const wanted = `expected an integer from ${least} to ${most}`
  return z
    .string(wanted)
    .regex(/^[0-9]+(\.0+)?$/, wanted)
    .transform(Number)
    .refine(value => value >= least && value <= most, wanted)
}

/** More than there ever is of anything, and nothing is lost of it on the way to a database. */
const maxCount = 999_999_999_999_999

/** An integer from 0 in a query string. */
export function count(description: string, most = maxCount) {
  return oneValue(integer(0, most)).meta({
    type: 'integer',
    minimum: 0,
    maximum: most,
    description,
  })
}

/** How many items a page has at most. */
export function pageSize(most: number, usual: number) {
  return oneValue(integer(1, most).default(usual)).meta({
    type: 'integer',
    minimum: 1,
    maximum: most,
    default: usual,
    description: 'How many items to answer with at most.',
  })
}

/** `true` or `false`; `usual` when it is missing. */
export function flag(description: string, usual = false) {
  const wanted = 'expected true or false'
  const text = z
    .enum(['true', 'false', '1', '0', ''], wanted)
    .transform(value => value !== 'false' && value !== '0')
  return oneValue(text.default(usual)).meta({ type: 'boolean', default: usual, description })
}

const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:[Zz]|[ +-]\d\d:?\d\d)$/

/** What every database can hold. */
const [earliest, latest] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]

/** A point in time: RFC 3339 date and time with an offset. A `+` that a URL turned into a blank is taken for one. */
export const instant = z
  .string()
  .trim()
  .regex(dateTime, 'expected a date and time with an offset, such as 2026-03-31T00:00:00Z')
  .refine(text => hasCalendarDate(text), 'there is no such date or time')
  .transform(text => new Date(mendedOffset(text)))
  .refine(date => date.getTime() >= earliest && date.getTime() <= latest, 'there is no such date or time')

/** JavaScript takes the 30th of February for the 2nd of March. */
function hasCalendarDate(text: string): boolean {
  if (!dateTime.test(text)) return true
  const day = text.slice(0, 10)
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

function mendedOffset(text: string): string {
  return text
    .replace(/ (\d\d:?\d\d)$/, '+$1')
    .replace(/^(\S{10})[t ]/, '$1T')
    .replace(',', '.')
    .replace('z', 'Z')
}

const dayOnly = /^\d{4}-\d\d-\d\d$/
const withoutOffset = /^\d{4}-\d\d-\d\d[Tt ][\d:.]+$/

/**
 * A day, or a point in time which without an offset is in UTC, as an end of a stretch of time: where it starts, or the
 * moment behind it.
 */
export function dayOrInstant(description: string, end: 'start' | 'end') {
  const time = z
    .string()
    .transform(text => {
      if (!dayOnly.test(text)) return withoutOffset.test(text) ? `${text}Z` : text
      return end === 'start' ? `${text}T00:00:00Z` : `${text}T23:59:59.999Z`
    })
    .pipe(instant)
    .transform(date => (end === 'start' ? date : new Date(date.getTime() + 1)))
  return oneValue(time.optional()).meta({ type: 'string', description })
}

/** The time at which the registry is looked at. */
export const asOf = oneValue(instant.optional()).meta({
  type: 'string',
  format: 'date-time',
  description: 'Answer as the registry would have at this time, such as `2026-03-31T00:00:00Z`.',
})

/** The highest number that every database can hold as a revision. */
const maxRevision = 2_147_483_647

/** A revision of a version. */
export const revision = oneValue(integer(1, maxRevision).optional()).meta({
  type: 'integer',
  minimum: 1,
  maximum: maxRevision,
  description: 'Answer with the version as this revision made it.',
})

export const dryRun = flag(
  'Tell what would happen and change nothing. What would be refused is answered as if it were no dry run, with `dry_run` and `verdicts` in the problem.',
)

export const allowBreaking = flag(
  'Let a version be approved although it breaks what the policy protects. Needs the permission `promote`, and a reason.',
)

export const forceDeletion = flag('Delete versions although their status is an approved one.')
