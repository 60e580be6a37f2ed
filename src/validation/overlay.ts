import { createHash } from 'node:crypto'
import type { DocumentNode, ObjectNode } from '../domain/document/node.ts'
import { parseJson } from '../domain/document/parse-json.ts'
import { parseYaml } from '../domain/document/parse-yaml.ts'
import { plainValue } from '../domain/document/plain-value.ts'
import { findingAt, type PathStep } from '../domain/document/position.ts'
import { type Finding, RegistryError } from '../domain/errors.ts'
import { excerpt } from '../domain/excerpt.ts'
import { memoized } from '../memoized.ts'
import { compileSchema, schemaFaults, type Validator } from './compile.ts'
import { judge } from './judge.ts'
import { losesDigits } from './judged-value.ts'
import { placeOf } from './place.ts'
import type { Schema } from './schema-files.ts'
import { isSchema } from './schema-parts.ts'
import { explained } from './words.ts'

const draft = 'https://json-schema.org/draft/2019-09/schema'

/** A JSON Schema of an organisation, ready to judge. */
export interface Overlay {
  readonly validator: Validator
  readonly schema: Schema
}

/** The longest overlay, in characters. Each thread that validates has one compiled. */
const longestOverlay = 1_000_000

/** The overlay that a text is, compiled once; the text was checked by `checkedOverlay`. */
export const compiledOverlay = memoized(
  (text: string): Overlay => {
    const schema = JSON.parse(text) as Schema
    return { validator: compileSchema(schema), schema }
  },
  { keyOf: text => text, most: 2, longestKey: longestOverlay },
)

/** Which overlay it is: `overlay@1f0c2a7b`. */
export function overlayName(text: string): string {
  return `overlay@${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}

/** A fault of an overlay and its place in the file. */
export class OverlayError extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.detail)
    this.finding = finding
  }
}

/**
 * The JSON of an overlay that is written in JSON or YAML.
 *
 * @throws OverlayError when it is no JSON Schema of draft 2019-09.
 */
export function checkedOverlay(text: string, format: 'json' | 'yaml'): string {
  const root = parsed(text, format)
  const fail = (node: { readonly offset: number }, path: readonly PathStep[], detail: string): never => {
    throw new OverlayError(findingAt(text, node.offset, path, detail))
  }
  if (root.kind !== 'object') return fail(root, [], `a JSON Schema is an object, not ${root.kind}`)
  const schema = plainValue(root)
  if (!isSchema(schema)) return fail(root, [], 'a JSON Schema is an object')
  const declared = schema.$schema
  if (declared !== undefined && String(declared).replace(/#$/, '') !== draft) {
    const member = root.members.find(({ key }) => key === '$schema')
    return fail(member?.value ?? root, ['$schema'], `$schema must be ${draft}, or be left out`)
  }
  const large = numberIn(root, [])
  if (large)
    return fail(
      large.node,
      large.path,
      'the integer loses digits as a 64-bit float, which numbers of a schema are; write one that does not, such as 9223372036854775808',
    )
  const json = JSON.stringify(schema)
  if (json.length > longestOverlay)
    return fail(root, [], `the schema has ${json.length} characters; expected at most ${longestOverlay}`)
  try {
    const [fault] = schemaFaults(schema) ?? []
    if (fault) {
      const { offset, path } = placeOf(root, fault)
      return fail({ offset }, path, explained(fault, fault.parentSchema))
    }
    // a schema that refers to itself without end is found when it judges
    judge({ value: {}, large: undefined }, compiledOverlay(json))
  } catch (error) {
    if (error instanceof OverlayError) throw error
    const { message } = error as Error
    const { node, path } = nodeOf(root, message)
    return fail(node, path, reasonOf(error as Error))
  }
  return json
}

function reasonOf(error: Error): string {
  if (error instanceof RangeError) return 'the schema refers to itself without end'
  if (error.message.endsWith('too large')) return 'the regular expression is too large'
  return excerpt(error.message.replace(/^strict mode: /, ''), 300)
}

/** A number that would lose digits in a schema. */
function numberIn(
  node: DocumentNode,
  path: readonly PathStep[],
): { node: DocumentNode; path: readonly PathStep[] } | undefined {
  if (node.kind === 'number') return losesDigits(node.token) ? { node, path } : undefined
  const inner: readonly (readonly [PathStep, DocumentNode])[] =
    node.kind === 'array'
      ? node.items.map((item, index) => [index, item])
      : node.kind === 'object'
        ? node.members.map(({ key, value }) => [key, value])
        : []
  for (const [step, value] of inner) {
    const found = numberIn(value, [...path, step])
    if (found) return found
  }
  return undefined
}

function parsed(text: string, format: 'json' | 'yaml'): DocumentNode {
  try {
    return format === 'json' ? parseJson(text) : parseYaml(text)
  } catch (error) {
    const [finding] = error instanceof RegistryError ? error.findings : []
    throw finding ? new OverlayError(finding) : error
  }
}

/** The member that an error of the compiler quotes, such as an unknown keyword or a reference; else the whole. */
function nodeOf(root: ObjectNode, message: string): { node: { offset: number }; path: PathStep[] } {
  const quoted = /unknown keyword: "([^"]+)"/.exec(message)?.[1]
  const reference = /resolve reference (\S+)/.exec(message)?.[1]
  const pattern = /Invalid regular expression: \/(.*)\//.exec(message)?.[1]
  const found = findMember(root, [], ({ key, value }) => {
    if (key === quoted) return true
    if (value.kind !== 'string') return false
    return (key === '$ref' && value.value === reference) || (key === 'pattern' && value.value === pattern)
  })
  return found ?? { node: root, path: [] }
}

function findMember(
  node: DocumentNode,
  path: readonly PathStep[],
  isWanted: (member: ObjectNode['members'][number]) => boolean,
): { node: { offset: number }; path: PathStep[] } | undefined {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      const found = findMember(item, [...path, index], isWanted)
      if (found) return found
    }
  }
  if (node.kind !== 'object') return undefined
  for (const member of node.members) {
    const inner = [...path, member.key]
    if (isWanted(member)) return { node: member, path: inner }
    const found = findMember(member.value, inner, isWanted)
    if (found) return found
  }
  return undefined
}
