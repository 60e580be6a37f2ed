import { alternatives, closestName } from '../closest-name.ts'
import { quotedExcerpt } from './excerpt.ts'

/** From each status the statuses it may become. Keys and values are as `normalStatus` writes them. */
export type Transitions = Readonly<Record<string, readonly string[]>>

/** Which moves of a contract version's status are allowed. */
export interface Lifecycle {
  /** `any` allows every move. */
  readonly transitions: Transitions | 'any'
  /** Whether only statuses of the table may be moved to; of the default table when every move is allowed. */
  readonly strictStatuses: boolean
}

/** From a draft to an approved contract and on to its end; only what is merely proposed may become a draft again. */
export const defaultTransitions: Transitions = {
  draft: ['proposed', 'active', 'validated'],
  proposed: ['draft', 'active', 'validated'],
  active: ['deprecated'],
  validated: ['deprecated'],
  deprecated: ['retired'],
  retired: [],
}

/** What stands for a document without a status, in filters and in tables of transitions. */
export const noStatus = 'none'

/** A status as it is compared: case and the blanks around it do not matter, and a blank one is none. */
export function normalStatus(status: string | undefined): string {
  return status?.trim().toLowerCase() || noStatus
}

/** The statuses a table knows, be it as where a move begins or where it ends. */
export function knownStatuses({ transitions }: Pick<Lifecycle, 'transitions'>): readonly string[] {
  const table = transitions === 'any' ? defaultTransitions : transitions
  return [...new Set([...Object.keys(table), ...Object.values(table).flat()])]
}

/**
 * The known statuses that may follow `from`; `any` when there are no others either. Where the table does name some,
 * statuses which it does not know may follow as well, unless the statuses are strict.
 */
export function allowedMoves(lifecycle: Lifecycle, from: string | undefined): readonly string[] | 'any' {
  const { transitions, strictStatuses } = lifecycle
  const status = normalStatus(from)
  const known = knownStatuses(lifecycle)
  if (transitions === 'any' || !known.includes(status))
    return strictStatuses ? known.filter(other => other !== status) : 'any'
  return Object.hasOwn(transitions, status) ? (transitions[status] ?? []) : []
}

/** Why a status cannot become another, with what it can become; undefined when it can, or when both are the same. */
export function moveFault(
  lifecycle: Lifecycle,
  from: string | undefined,
  to: string | undefined,
): string | undefined {
  const target = normalStatus(to)
  if (normalStatus(from) === target) return undefined
  const known = knownStatuses(lifecycle)
  if (!known.includes(target)) return lifecycle.strictStatuses ? unknownStatus(to, known) : undefined
  const allowed = allowedMoves(lifecycle, from)
  return allowed === 'any' || allowed.includes(target) ? undefined : refusedMove(from, to, allowed)
}

function unknownStatus(to: string | undefined, known: readonly string[]): string {
  const target = normalStatus(to)
  if (target === noStatus) return `the document must have a status${alternatives(undefined, known)}`
  return `the status ${shown(to)} is not known${alternatives(closestName(target, known), known)}`
}

function refusedMove(from: string | undefined, to: string | undefined, allowed: readonly string[]): string {
  const ways =
    allowed.length === 0 ? 'no move is allowed from there' : `allowed from there: ${allowed.join(', ')}`
  return `the status cannot move from ${shown(from)} to ${shown(to)}; ${ways}`
}

function shown(status: string | undefined): string {
  return normalStatus(status) === noStatus ? noStatus : quotedExcerpt(status?.trim() ?? noStatus)
}
