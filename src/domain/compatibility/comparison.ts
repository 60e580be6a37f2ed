import type { Protection } from './change.ts'
import type { Change } from './judge.ts'
import { type Differences, withChanges } from './report.ts'
import { adviseVersion, bumpFor, type VersionAdvice } from './version-advice.ts'

/** Two contracts that were compared, and what came of it. */
export interface ContractComparison extends Omit<Differences, 'wishes' | 'unjudged'> {
  /** Undefined when neither document has one. */
  readonly contractId: string | undefined
  /** What the two are called: versions, revisions such as `1.2.0@3`, or files. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Undefined where the versions are no SemVer. */
  readonly bump: VersionAdvice | undefined
}

/** The names and versions of what is compared. */
export interface Compared {
  readonly contractId: string | undefined
  readonly from: { readonly name: string | undefined; readonly version: string | undefined }
  readonly to: { readonly name: string | undefined; readonly version: string | undefined }
}

/** What came of comparing two contracts, with the version that is advised. */
export function comparisonOf(
  { contractId, from, to }: Compared,
  differences: Differences,
  protection: Protection,
): ContractComparison {
  const { class: kind, breaks, counts, omitted, note } = differences
  const bump =
    kind === 'unknown' || from.version === undefined
      ? undefined
      : adviseVersion(from.version, to.version, bumpFor(differences, protection))
  const told = { contractId, from: from.name, to: to.name, class: kind, breaks, counts, omitted, note, bump }
  return withChanges(told, () => differences.changes)
}

/** A comparison as JSON. */
export function comparisonJson(comparison: ContractComparison) {
  const { contractId, from, to, breaks, counts, omitted, note, bump, changes } = comparison
  return {
    contract_id: contractId ?? null,
    from: from ?? null,
    to: to ?? null,
    class: comparison.class,
    breaks: { consumers: breaks.consumers > 0, producers: breaks.producers > 0 },
    counts,
    bump: bump ? adviceJson(bump) : null,
    note: note ?? null,
    omitted,
    changes: changes.map(changeJson),
  }
}

export function adviceJson({ suggested, next, declared, isSufficient }: VersionAdvice) {
  return { suggested, next: next ?? null, declared: declared ?? null, sufficient: isSufficient ?? null }
}

function changeJson(change: Change) {
  const { rule, kind, breaks, attention, path, before, after, detail } = change
  return { rule, kind, class: change.class, breaks, attention, path, before, after, detail }
}
