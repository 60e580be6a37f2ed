import { RegistryError } from './errors.ts'
import { normalStatus } from './lifecycle.ts'

/** The statuses a caller wants to see, as `normalStatus` writes them. */
export type StatusFilter = ReadonlySet<string>

/** What a request wants that names no status. */
export interface DefaultStatuses {
  /** Undefined for every status. */
  readonly statuses: StatusFilter | undefined
  /** Where the active version is wanted: among which statuses it is expected, and which ones are wanted beside it. */
  readonly active?: { readonly expected: StatusFilter | undefined; readonly beside: StatusFilter }
}

/** How many statuses one filter may name; more than any lifecycle has. */
const maxStatuses = 50
/** Among the statuses of a filter: every status, and none at all. */
const anyStatus = '*'

const explanation =
  'write statuses such as status=active,validated, none for documents without one, * for all'

/**
 * Reads the values of a `status` parameter, which may be repeated and may hold several statuses between commas.
 * Undefined means that every status will do: there are no values, or `*` is among them.
 *
 * @throws RegistryError `invalid-request` for an empty value, and for more than 50 of them.
 */
export function parseStatusFilter(values: readonly string[]): StatusFilter | undefined {
  const statuses = values.flatMap(value => value.split(',', maxStatuses + 1)).map(text => text.trim())
  if (statuses.length > maxStatuses) throw invalid(`status has more than ${maxStatuses} values`)
  if (statuses.includes('')) throw invalid('status has an empty value')
  if (statuses.length === 0 || statuses.includes(anyStatus)) return undefined
  return new Set(statuses.map(normalStatus))
}

/** Whether a document with this status is wanted; one without a status, or with a blank one, has the status `none`. */
export function matchesStatus(filter: StatusFilter | undefined, status: string | undefined): boolean {
  return filter === undefined || filter.has(normalStatus(status))
}

/** Of these statuses those that a filter leaves out. */
export function unwantedStatuses(
  filter: StatusFilter | undefined,
  statuses: readonly string[],
): readonly string[] {
  return filter ? statuses.filter(status => !filter.has(status)) : []
}

function invalid(fault: string): RegistryError {
  return new RegistryError('invalid-request', `${fault}; ${explanation}`)
}
