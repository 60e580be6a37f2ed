import { officialSchema, type Schema } from './schema-files.ts'
import { newestSchema, type SchemaVersion, schemaVersions } from './schema-versions.ts'

/** The names under which schemas are served: one for each version, and one for the newest. */
export const servedSchemas: readonly string[] = [
  ...schemaVersions.map(version => `odcs-${version}.schema.json`),
  'odcs.schema.json',
]

/**
 * The text of a schema by its name: the official one as it is, or with an overlay one that asks for both.
 *
 * @param overlay the text of the overlay.
 * @returns undefined when there is none of that name.
 */
export function servedSchema(name: string, overlay: string | undefined): string | undefined {
  if (!servedSchemas.includes(name)) return undefined
  const version = (/^odcs-(.*)\.schema\.json$/.exec(name)?.[1] ?? newestSchema) as SchemaVersion
  const { text, schema } = officialSchema(version)
  if (overlay === undefined) return text
  // a reference begins at the root of its file, whoever reads it, so those in each part are led into the part
  return JSON.stringify({
    $schema: schema.$schema,
    title: `ODCS ${version} with the rules of this registry`,
    allOf: [{ $ref: '#/$defs/odcs' }, { $ref: '#/$defs/overlay' }],
    $defs: { odcs: partOf(schema, 'odcs'), overlay: partOf(JSON.parse(overlay), 'overlay') },
  })
}

function partOf(schema: Schema, name: string): unknown {
  const { $schema, $id, ...rest } = schema
  return redirected(rest, `#/$defs/${name}`, typeof $id === 'string' ? $id.replace(/#$/, '') : undefined)
}

function redirected(value: unknown, start: string, id: string | undefined): unknown {
  if (Array.isArray(value)) return value.map(item => redirected(item, start, id))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== '$ref' || typeof inner !== 'string') return [key, redirected(inner, start, id)]
      const own = id !== undefined && inner.startsWith(`${id}#`) ? inner.slice(id.length) : inner
      return [key, own === '#' || own.startsWith('#/') ? start + own.slice(1) : inner]
    }),
  )
}
