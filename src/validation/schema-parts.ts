import type { Schema } from './schema-files.ts'

/** Deeper than schemas refer to each other, unless they do so in a circle. */
const maxDepth = 20

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schemas of a list of them. */
export function schemasOf(list: unknown): readonly Schema[] {
  return Array.isArray(list) ? list.filter(isSchema) : []
}

/** What a schema with `$ref` stands for; of another it is the schema itself. Only what is in the same file is found. */
export function referred(schema: Schema, root: Schema): Schema {
  let found = schema
  for (let steps = 0; typeof found.$ref === 'string' && steps < maxDepth; steps++) {
    const next = partOf(root, found.$ref)
    if (!next) return found
    found = next
  }
  return found
}

function partOf(root: Schema, reference: string): Schema | undefined {
  const [file, fragment = ''] = reference.split('#', 2)
  if (file !== '' && file !== String(root.$id).replace(/#.*/s, '')) return undefined
  if (fragment !== '' && !fragment.startsWith('/')) return anchored(root, fragment)
  let part: unknown = root
  for (const step of fragment.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    part = typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined
  }
  return isSchema(part) ? part : undefined
}

/** The schema with an `$anchor`. */
function anchored(part: unknown, anchor: string): Schema | undefined {
  if (isSchema(part) && part.$anchor === anchor) return part
  if (typeof part !== 'object' || part === null) return undefined
  for (const inner of Object.values(part)) {
    const found = anchored(inner, anchor)
    if (found) return found
  }
  return undefined
}

/** The type of a value by JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

/** Whether a schema takes values of a type at all. */
export function takesType(schema: Schema, root: Schema, type: string): boolean {
  const types = typesOf(schema, root)
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'))
}

/** The types that a schema names, be it on several ways; none when any will do. */
export function typesOf(schema: Schema, root: Schema, depth = 0): readonly string[] {
  const found = referred(schema, root)
  if (found.type !== undefined) return [found.type].flat().filter(one => typeof one === 'string')
  const ways = [...schemasOf(found.anyOf), ...schemasOf(found.oneOf)].map(way =>
    depth < maxDepth ? typesOf(way, root, depth + 1) : [],
  )
  return ways.some(types => types.length === 0) ? [] : [...new Set(ways.flat())]
}

/** An object, with the names of members that it lacks and should have, or that are at fault. */
export interface Lacking {
  readonly value: object
  readonly open: ReadonlySet<string>
}

/**
 * The members that an object may have by a schema, where the schema says them itself, in whatever way. A condition about a
 * member that is missing or at fault may be met once that is mended.
 */
export function memberNames(schema: Schema, root: Schema, object: Lacking, depth = 0): ReadonlySet<string> {
  const names = new Set(isSchema(schema.properties) ? Object.keys(schema.properties) : [])
  if (depth > maxDepth) return names
  const parts = [
    ...(typeof schema.$ref === 'string' ? [referred(schema, root)] : []),
    ...schemasOf(schema.allOf),
    ...schemasOf(schema.anyOf),
    ...schemasOf(schema.oneOf),
    ...(isSchema(schema.if) ? [mayHold(schema.if, object) ? schema.then : schema.else] : []),
  ]
  for (const part of parts) {
    if (!isSchema(part) || part === schema) continue
    for (const name of memberNames(part, root, object, depth + 1)) names.add(name)
  }
  return names
}

function mayHold(condition: Schema, { value, open }: Lacking): boolean {
  const required = Array.isArray(condition.required) ? condition.required.map(String) : []
  const names = [...required, ...(isSchema(condition.properties) ? Object.keys(condition.properties) : [])]
  return names.some(name => open.has(name)) || holds(condition, value)
}

/** Whether a value satisfies the kind of condition that stands in `if`: constants, types and required members. */
function holds(condition: Schema, value: unknown): boolean {
  if (Array.isArray(condition.anyOf)) return schemasOf(condition.anyOf).some(one => holds(one, value))
  if ('const' in condition && condition.const !== value) return false
  if (condition.type !== undefined && !takesType(condition, condition, typeOf(value))) return false
  if (Array.isArray(condition.enum) && !condition.enum.includes(value)) return false
  if (isSchema(condition.not) && holds(condition.not, value)) return false
  if (typeof value !== 'object' || value === null) return true
  const required = Array.isArray(condition.required) ? condition.required : []
  if (!required.every(name => Object.hasOwn(value, name))) return false
  const properties = isSchema(condition.properties) ? Object.entries(condition.properties) : []
  return properties.every(
    ([name, inner]) =>
      !Object.hasOwn(value, name) || !isSchema(inner) || holds(inner, Reflect.get(value, name)),
  )
}
