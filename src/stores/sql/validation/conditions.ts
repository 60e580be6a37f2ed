import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Tables } from '../store-database.ts'

/** The rules by which versions are judged, see `ValidationRules.key`; undefined where none is. */
export type JudgedBy = string | undefined

/** A verdict that is asked for. */
export interface WantedVerdict {
  readonly judgedBy: JudgedBy
  readonly valid: boolean
}

/** Is true of versions that were found to be valid, or not to be. */
export function areJudged({ validations, texts }: Tables, wanted: WantedVerdict): SQL {
  const { contractId, version } = validations
  const isOfVersion = and(eq(contractId, texts.contractId), eq(version, texts.version))
  return sql`exists (select 1 from ${validations} where ${and(isOfVersion, isWanted({ validations }, wanted))})`
}

/** Is true of contracts that have such versions. Few are not valid, and most are. */
export function haveJudged({ validations, search }: Tables, wanted: WantedVerdict): SQL {
  const { contractId } = validations
  const condition = isWanted({ validations }, wanted)
  if (!wanted.valid)
    return sql`${search.contractId} in (select ${contractId} from ${validations} where ${condition})`
  return sql`exists (select 1 from ${validations} where ${and(eq(contractId, search.contractId), condition)})`
}

function isWanted({ validations }: Pick<Tables, 'validations'>, { judgedBy, valid }: WantedVerdict): SQL {
  const { errors } = validations
  return and(eq(validations.judgedBy, judgedBy ?? ''), valid ? eq(errors, 0) : gt(errors, 0)) as SQL
}
