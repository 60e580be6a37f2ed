import { z } from 'zod'

/** A schema as OpenAPI 3.1 has it, and the schemas with an id that it refers to. */
export interface JsonSchema {
  readonly schema: Record<string, unknown>
  readonly named: Readonly<Record<string, object>>
  /** The examples of those that have any, by their ids. */
  readonly examples: ReadonlyMap<string, readonly unknown[]>
}

/** Describes what a zod schema takes. Schemas with an id are referred to in `components.schemas`. */
export function jsonSchemaOf(type: z.ZodType): JsonSchema {
  const examples = new Map<string, readonly unknown[]>()
  const { $schema, $defs, ...schema } = z.toJSONSchema(type, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const meta = z.globalRegistry.get(zodSchema) ?? {}
      describe(meta, jsonSchema)
      if (meta.id !== undefined && meta.shown) examples.set(meta.id, Object.values(meta.shown))
    },
  })
  const described = JSON.stringify({ schema, named: $defs ?? {} }, (_, part) => withNull(part))
  return { ...JSON.parse(described.replaceAll('"#/$defs/', '"#/components/schemas/')), examples }
}

function describe(meta: Record<string, unknown>, schema: Record<string, unknown>): void {
  // a description that gives the type says what is sent; how the text of it is checked is no part of that
  if ('type' in meta) for (const key of Object.keys(schema)) delete schema[key]
  const { id, shown, ...described } = meta
  Object.assign(schema, described)
  delete schema.shown
  // what zod adds to all integers and records says nothing
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if ('propertyNames' in schema) delete schema.propertyNames
}

interface Schema {
  readonly type?: unknown
  readonly anyOf?: readonly Schema[]
}

/** A type that may be null has two names, as zod writes it of plain types only; the values of an enum are left alone. */
function withNull(schema: Schema | null): Schema | null {
  const [one, none, ...others] = schema?.anyOf ?? []
  if (others.length > 0 || none?.type !== 'null' || typeof one?.type !== 'string') return schema
  if ('enum' in one || 'const' in one) return schema
  const { anyOf: _, ...described } = schema ?? {}
  return { ...one, ...described, type: [one.type, 'null'] }
}
