import type { FindingCounts } from '../../../domain/errors.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { Judged } from '../../../search/catalogue/version-index.ts'
import type { ValidationRow } from './tables.ts'

/** What is written of a version with its index: the verdict where it was judged when it was published. */
export function validationRow(
  { contractId, version, digest }: VersionIdentity & { readonly digest: string | null },
  judged: Judged | undefined,
): ValidationRow {
  return { contractId, version, digest: digest ?? '', ...verdictColumns(judged?.by ?? '', judged?.counts) }
}

/** @param counts undefined for what cannot be judged. */
export function verdictColumns(judgedBy: string, counts: FindingCounts | undefined) {
  return {
    judgedBy,
    errors: counts?.error ?? null,
    warnings: counts?.warning ?? null,
    infos: counts?.info ?? null,
  }
}

/** What a row tells; undefined for nothing. */
export function countsOf(row: {
  readonly errors: number | null
  readonly warnings: number | null
  readonly infos: number | null
}): FindingCounts | undefined {
  const { errors, warnings, infos } = row
  if (errors === null || warnings === null || infos === null) return undefined
  return { error: errors, warning: warnings, info: infos }
}
