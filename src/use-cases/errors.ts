import { RegistryError } from '../domain/errors.ts'
import { excerpt, quotedExcerpt, quotedName } from '../domain/excerpt.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { VersionSummary } from '../stores/store.ts'
import { isWanted, type Selectable, type Selection } from './selection.ts'

/** How many versions an error message lists. */
const listedVersions = 10

/** The error for a contract that has no version, now or at a time. */
export function contractNotFound(contractId: string, asOf?: Date): RegistryError {
  const when = asOf ? ` as of ${asOf.toISOString()}` : ''
  return new RegistryError('contract-not-found', `there is no contract ${quotedName(contractId)}${when}`)
}

/** The error for a version that a contract does not have; for an unknown contract it says that instead. */
export function versionNotFound(
  { contractId, version }: VersionIdentity,
  versions: readonly string[],
  asOf?: Date,
): RegistryError {
  if (versions.length === 0) return contractNotFound(contractId, asOf)
  const had = asOf ? `had no version ${quotedName(version)} at ${asOf.toISOString()}; it had` : ''
  const has = had || `has no version ${quotedName(version)}; it has`
  return new RegistryError(
    'version-not-found',
    `contract ${quotedName(contractId)} ${has} ${highestFirst(versions, version => version)}`,
  )
}

/** The error for a selection that leaves out every version, with the reason for each. */
export function noMatch(contractId: string, selection: Selection, versions: Selectable): RegistryError {
  const inSelector = new Set(versions.selected({ ...selection, statuses: undefined }))
  const reasonOf = (summary: VersionSummary) => {
    const faults = [
      ...(inSelector.has(summary) ? [] : ['not meant by the selector']),
      ...(isWanted(selection, summary) ? [] : ['another status']),
    ]
    return `${summary.version} (${excerpt(summary.status ?? 'no status')}: ${faults.join(', ')})`
  }
  const wanted = [
    ...(selection.selector.kind === 'latest' ? [] : [`selector ${quotedExcerpt(selection.selector.text)}`]),
    ...(selection.active !== undefined ? ['being the active version'] : []),
    ...(selection.statuses?.size ? [`status ${excerpt([...selection.statuses].join(' or '), 255)}`] : []),
  ]
  return new RegistryError(
    'no-matching-version',
    `no version of contract ${quotedName(contractId)} matches ${wanted.join(' and ')}; it has ${highestFirst(versions.summaries, reasonOf)}`,
  )
}

/** The error for a state of a version that never was, or is not kept. */
export function revisionNotFound(
  { contractId, version }: VersionIdentity,
  revision: number,
  lastRevision: number,
): RegistryError {
  const name = `version ${quotedName(version)} of contract ${quotedName(contractId)}`
  const reason =
    revision >= 1 && revision <= lastRevision
      ? `the document of revision ${revision} of ${name} is not kept: the version was deleted then, or another program has overwritten it`
      : `${name} has no revision ${revision}; it has 1 to ${lastRevision}`
  return new RegistryError('revision-not-found', reason)
}

/** The error for a version whose stored text is no JSON object, which only another program can have written. */
export function unreadableDocument({ contractId, version }: VersionIdentity): RegistryError {
  return new RegistryError(
    'not-acceptable',
    `what another program has stored as version ${quotedName(version)} of contract ${quotedName(contractId)} is no JSON object and cannot be read; publish the version again, or mend it where it is stored`,
  )
}

function highestFirst<T>(ascending: readonly T[], describe: (item: T) => string): string {
  const highest = ascending.slice(-listedVersions).reverse().map(describe).join(', ')
  const more = ascending.length - listedVersions
  return more > 0 ? `${highest}, and ${more} more` : highest
}
