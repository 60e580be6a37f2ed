import { and, asc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CataloguedField, FieldCondition, FieldPage, FieldQuery } from '../search-query.ts'
import type { RowOf, SqlDatabase } from './database.ts'
import { inScope } from './scope.ts'
import type { Tables } from './tables.ts'

/** Above every character of a key. */
const highest = '~'

/** Lists the field catalogue across contracts. */
export class FieldCatalogue {
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  /** Fields of the latest versions, by name, contract, version and place in the document. */
  async page({ condition, scope, limit, after }: FieldQuery): Promise<FieldPage> {
    const { fields, search } = this.#database.tables
    const { nameKey, contractId, version, position } = fields
    const isLatest = and(eq(search.contractId, contractId), eq(search.version, version))
    const rest =
      after &&
      and(
        gte(nameKey, after[0]),
        or(
          gt(nameKey, after[0]),
          gt(contractId, after[1]),
          and(eq(contractId, after[1]), gt(version, after[2])),
          and(eq(contractId, after[1]), eq(version, after[2]), gt(position, after[3])),
        ),
      )
    const rows = await this.#database.select({
      fields: catalogueFields(this.#database.tables),
      from: fields,
      where: and(
        ...fieldConditions(this.#database.tables, condition),
        inScope(fields, scope),
        sql`exists (select 1 from ${search} where ${isLatest})`,
        rest,
      ),
      orderBy: [asc(nameKey), asc(contractId), asc(version), asc(position)],
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const next = rows.length > limit && last
    return {
      fields: page.map(toField),
      next: next ? [next.nameKey, next.contractId, next.version, next.position] : undefined,
    }
  }
}

/** Is true of the versions that have one field of which all of it holds. */
export function fieldCondition(tables: Tables, condition: FieldCondition): SQL {
  const { fields, texts } = tables
  const ofVersion = [eq(fields.contractId, texts.contractId), eq(fields.version, texts.version)]
  return sql`exists (select 1 from ${fields} where ${and(...ofVersion, ...fieldConditions(tables, condition))})`
}

function fieldConditions({ fields }: Tables, { names, types, classifications }: FieldCondition): SQL[] {
  const name = names.flatMap(({ key, isPrefix }) => {
    return [fields.nameKey, fields.physicalNameKey].map(column => {
      return isPrefix ? and(gte(column, key), lt(column, key + highest)) : eq(column, key)
    })
  })
  const type = [fields.logicalTypeKey, fields.physicalTypeKey, fields.physicalBaseKey].map(column => {
    return inArray(column, [...types])
  })
  return [
    ...(names.length > 0 ? [or(...name) as SQL] : []),
    ...(types.length > 0 ? [or(...type) as SQL] : []),
    ...(classifications.length > 0 ? [inArray(fields.classificationKey, [...classifications])] : []),
  ]
}

function catalogueFields({ fields }: Tables) {
  const { contractId, version, position, kind, pointer, path, name, nameKey } = fields
  const { logicalType, physicalType, classification, isRequired, isPrimaryKey, isCritical, description } =
    fields
  return {
    ...{ contractId, version, position, kind, pointer, path, name, nameKey },
    ...{ logicalType, physicalType, classification, isRequired, isPrimaryKey, isCritical, description },
  }
}

function toField(row: RowOf<ReturnType<typeof catalogueFields>>): CataloguedField {
  return {
    contractId: row.contractId,
    version: row.version,
    pointer: row.pointer,
    path: row.path,
    name: row.name,
    kind: row.kind,
    logicalType: row.logicalType ?? undefined,
    physicalType: row.physicalType ?? undefined,
    classification: row.classification ?? undefined,
    required: row.isRequired === 1,
    primaryKey: row.isPrimaryKey === 1,
    criticalDataElement: row.isCritical === 1,
    description: row.description ?? undefined,
  }
}
