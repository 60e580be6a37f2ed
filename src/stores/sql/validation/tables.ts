import { integer, orNull, type Row, table, text } from '../../../sql/tables.ts'

/** How many findings a validation has made in each version. */
export const validations = table('_validations', {
  contractId: text(255),
  version: text(128),
  /** The digest of the document that was judged: the verdict is out of date when the version has another. */
  digest: text(32),
  /** By which rules it was judged, see `ValidationRules.key`; empty when it was not yet. */
  judgedBy: text(43),
  /** Null when it was not judged, or takes too much memory for it. */
  errors: orNull(integer()),
  warnings: orNull(integer()),
  infos: orNull(integer()),
})

export type ValidationRow = Row<typeof validations>
