/** A JSON object of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A value as text: a text as it is, all else as JSON has it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}

/** What a contract says of a field, as far as it matters here. */
export interface Field {
  readonly name: string
  readonly isRequired: boolean
  readonly isUnique: boolean
  /** The type that is expected, as the contract writes it; empty for any. */
  readonly type: string
  readonly options: JsonObject
  readonly quality: readonly JsonObject[]
}

/** An object of the schema, such as a table. */
export interface SchemaObject {
  readonly name: string | undefined
  readonly fields: readonly Field[]
  readonly quality: readonly JsonObject[]
}

/** The schema of a contract. What is not as ODCS has it is passed over: it says nothing that could be checked. */
export function schemaOf(contract: JsonObject): SchemaObject[] {
  return objectsIn(contract.schema).map(object => ({
    name: textIn(object.name),
    fields: objectsIn(object.properties).flatMap(fieldOf),
    quality: objectsIn(object.quality),
  }))
}

function fieldOf(property: JsonObject): Field[] {
  const name = textIn(property.name)
  if (!name) return []
  const { required, unique, physicalType, logicalType, logicalTypeOptions, quality } = property
  return [
    {
      name,
      isRequired: required === true,
      isUnique: unique === true,
      type: textIn(physicalType) || textIn(logicalType) || '',
      options: isObject(logicalTypeOptions) ? logicalTypeOptions : {},
      quality: objectsIn(quality),
    },
  ]
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The kinds of rules that dc43's Spark jobs count violations of. */
export type Rule =
  | 'not_null'
  | 'unique'
  | 'exact_format'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'enum'
  | 'is_null'
  | 'exact'
  | 'regex'
  | 'query'
