import { and, eq, type SQL } from 'drizzle-orm'
import type { ContractVersion, DerivedFields } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { storable } from '../../domain/storable.ts'
import { versionOrder } from '../../domain/version.ts'
import type { TableOf } from '../../sql/tables.ts'
import type { StoreDatabase } from './store-database.ts'

/** The columns of the main table that are made of a document. */
export function documentColumns(version: ContractVersion) {
  return {
    name: columnText(version.name),
    description: version.description === undefined ? null : storable(version.description),
    json: version.json,
    fingerprint: version.fingerprint,
    ...derivedColumns(version.version, version, version.fingerprint),
  }
}

/** Those of them which dc43 does not know, derived from a document of that fingerprint. */
export function derivedColumns(version: string, fields: DerivedFields, fingerprint: string) {
  return {
    ...versionOrder(version),
    status: optionalText(fields.status),
    owner: optionalText(fields.owner),
    domain: optionalText(fields.domain),
    digest: fields.digest,
    derivedFrom: fingerprint,
  }
}

/** A table that has rows of versions. */
export type VersionTable = Pick<TableOf<VersionIdentity>, 'contractId' | 'version'>

/** The row, or rows, of one version in any of the tables. */
export function ofVersion(table: VersionTable, identity: VersionIdentity): SQL {
  return and(eq(table.contractId, identity.contractId), eq(table.version, identity.version)) as SQL
}

/** The rows of some versions, however many they are up to some hundreds. */
export function ofVersions(
  database: Pick<StoreDatabase, 'isAnyOf'>,
  table: VersionTable,
  versions: readonly VersionIdentity[],
): SQL {
  const keys = versions.map(({ contractId, version }) => [contractId, version] as const)
  return database.isAnyOf([table.contractId, table.version], keys)
}

/** A text cut and mended so that a `varchar(255)` of every database holds it; the document keeps the original. */
export function columnText(text: string): string {
  return storable(text.slice(0, 255))
}

/** A text that may be missing, cut and mended like `columnText`. */
export function optionalText(text: string | null | undefined): string | null {
  return text === undefined || text === null ? null : columnText(text)
}

/** How many rows are named in one statement; databases take so many conditions only. */
const rowsAtOnce = 500

/** What is named in one statement after the other. */
export function slicesOf<T>(items: readonly T[], atOnce = rowsAtOnce): T[][] {
  const count = Math.ceil(items.length / atOnce)
  return Array.from({ length: count }, (_, at) => items.slice(at * atOnce, (at + 1) * atOnce))
}
