import { type SQL, sql } from 'drizzle-orm'
import { descriptionsIn } from '../../../search/catalogue/field-descriptions.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'

/** How many parts are read at a time: a megabyte or two where contracts have long descriptions. */
const partsAtOnce = 200

/** Which part of the descriptions is that of a row of the catalogue; null where it has none. */
export function partIdOf({ fields, fieldDescriptions: parts }: Tables): SQL<number | null> {
  const ofContract = sql`${parts} where ${parts.contractId} = ${fields.contractId}`
  const last = sql`select max(${parts.position}) from ${ofContract} and ${parts.position} <= ${fields.position}`
  return sql`(select ${parts.id} from ${ofContract} and ${parts.position} = (${last}))`.mapWith(parts.id)
}

/**
 * The description of each of some fields: null where it has none, undefined where the part is not there any more, for others
 * have taken its place.
 */
export async function descriptionsOf(
  database: Pick<StoreDatabase, 'select' | 'isOneOf' | 'tables'>,
  fields: readonly { readonly position: number; readonly partId: number | null }[],
): Promise<(string | null | undefined)[]> {
  const { id, texts } = database.tables.fieldDescriptions
  const described: (string | null | undefined)[] = fields.map(({ partId }) =>
    partId === null ? null : undefined,
  )
  const byPart = Map.groupBy(fields.keys(), at => fields[at]?.partId ?? null)
  byPart.delete(null)
  for (const some of slicesOf([...byPart.keys()], partsAtOnce)) {
    const rows = await database.select({
      fields: { id, texts },
      from: database.tables.fieldDescriptions,
      where: database.isOneOf(id, some as number[]),
    })
    for (const row of rows) {
      const descriptions = descriptionsIn(row)
      for (const at of byPart.get(row.id) ?? [])
        described[at] = descriptions[fields[at]?.position ?? 0] ?? null
    }
  }
  return described
}
