import { and, eq, type SQL } from 'drizzle-orm'
import type { FindingCounts } from '../../../domain/errors.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { Judged } from '../../../search/catalogue/version-index.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { Tables } from '../store-database.ts'
import type { JudgedBy } from './conditions.ts'
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

/** What is read of the verdict about a version, beside the digest of its document. */
export function verdictFields({ validations }: Pick<Tables, 'validations'>) {
  const { digest, judgedBy, errors, warnings, infos } = validations
  return { judgedDigest: digest, judgedBy, errors, warnings, infos }
}

/** What finds it for a row of the main table. */
export function joinVerdicts({ contracts, validations }: Tables): {
  table: Tables['validations']
  on: SQL
} {
  const isOfVersion = [
    eq(validations.contractId, contracts.contractId),
    eq(validations.version, contracts.version),
  ]
  return { table: validations, on: and(...isOfVersion) as SQL }
}

/** What is known of a version; `counts` are undefined for a document that cannot be judged, or where none is. */
export interface Verdict {
  readonly counts: FindingCounts | undefined
}

/** The verdict of some rules about a document; undefined when there is none yet. */
export function verdictOf(
  row: RowOf<ReturnType<typeof verdictFields>> & { readonly digest: string | null },
  judgedBy: JudgedBy,
): Verdict | undefined {
  const { errors, warnings, infos } = row
  if (judgedBy === undefined) return { counts: undefined }
  if (row.judgedBy !== judgedBy || row.judgedDigest !== row.digest) return undefined
  if (errors === null || warnings === null || infos === null) return { counts: undefined }
  return { counts: { error: errors, warning: warnings, info: infos } }
}
