import { isUtf8 } from 'node:buffer'
import { CST, Parser } from 'yaml'
import { RegistryError } from '../errors.ts'
import { parseYaml } from './parse-yaml.ts'
import { quoteAscii, writeJson } from './write-json.ts'
import { writeYaml } from './write-yaml.ts'
import { lexYaml } from './yaml-lexer.ts'

/** A document as it is stored: its JSON, and the bytes of the YAML upload it was made of. */
export interface StoredText {
  readonly json: string
  readonly source: Buffer | undefined
}

/**
 * The same document with another `status` at its root, and not another character changed. A YAML source that can't be
 * changed so, because its status is an anchor which others refer to or comes from a merge key, is left out: the JSON
 * is the document, and a source must mean the same.
 *
 * @throws RegistryError `invalid-document` when the JSON is no JSON object.
 */
export function withStatus(stored: StoredText, status: string): StoredText {
  const json = jsonWithStatus(stored.json, status)
  if (json === stored.json) return stored
  return { json, source: stored.source && sourceWithStatus(stored.source, status, json) }
}

/** A piece of a text and what is to stand in its place. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Applies edits that are in order and do not overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}

function jsonWithStatus(json: string, status: string): string {
  const start = startOfObject(json)
  const value = quoteAscii(status)
  let place: Edit | undefined
  let isEmpty = true
  for (const member of membersFrom(json, start + 1)) {
    isEmpty = false
    // where a key stands twice, readers of JSON go by the last one
    if (member.key === 'status') place = { ...member, text: value }
  }
  const inserted = { start: start + 1, end: start + 1, text: `"status":${value}${isEmpty ? '' : ','}` }
  return edited(json, [place ?? inserted])
}

/** Where the root object begins. Another program may have stored keys twice, which `parseJson` refuses. */
function startOfObject(json: string): number {
  const start = json.startsWith('\ufeff') ? 1 : 0
  const brace = skipBlanks(json, start)
  if (json[brace] === '{' && isJson(json.slice(start))) return brace
  throw new RegistryError(
    'invalid-document',
    "the stored document is no JSON object, so its status can't be changed; publish a whole document instead",
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

interface MemberPlace {
  readonly key: unknown
  /** Where its value begins and ends. */
  readonly start: number
  readonly end: number
}

/** The members of a JSON object, which is known to be well-formed, from behind its brace on. */
function* membersFrom(json: string, from: number): Generator<MemberPlace> {
  let at = skipBlanks(json, from)
  while (json[at] === '"') {
    const endOfKey = endOfString(json, at)
    const start = skipBlanks(json, skipBlanks(json, endOfKey) + 1)
    const end = endOfValue(json, start)
    yield { key: JSON.parse(json.slice(at, endOfKey)), start, end }
    at = skipBlanks(json, end)
    if (json[at] === ',') at = skipBlanks(json, at + 1)
  }
}

/** A bracket, or a run of what stands between brackets and strings. */
const bracketOrRun = /[{}[\]]|[^"{}[\],\s]+|[,\s]+/y
const plainRun = /[^"\\]*/y
const blanks = /[ \t\n\r]*/y

function endOfValue(json: string, start: number): number {
  let depth = 0
  let at = start
  do {
    const character = json[at]
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    at = character === '"' ? endOfString(json, at) : endOfMatch(bracketOrRun, json, at)
  } while (depth > 0)
  return at
}

function endOfString(json: string, start: number): number {
  let at = endOfMatch(plainRun, json, start + 1)
  while (json[at] === '\\') at = endOfMatch(plainRun, json, at + 2)
  return at + 1
}

function skipBlanks(json: string, at: number): number {
  return endOfMatch(blanks, json, at)
}

/** Where a sticky pattern ends which matches at this place. */
function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}

function sourceWithStatus(source: Buffer, status: string, json: string): Buffer | undefined {
  if (!isUtf8(source)) return undefined
  const before = source.toString()
  try {
    const edits = yamlEdits(before, status)
    const after = edits && edited(before, edits)
    return after !== undefined && isVerified(after, before, status, json) ? Buffer.from(after) : undefined
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}

/** The new YAML must be the new JSON, or, where its author left `id` or `version` to the registry, the old YAML but for the status. */
function isVerified(after: string, before: string, status: string, json: string): boolean {
  const meaning = writeJson(parseYaml(after))
  return meaning === json || meaning === jsonWithStatus(writeJson(parseYaml(before)), status)
}

/** What to change in a YAML text, or undefined where its layout is not understood; to be verified in any case. */
function yamlEdits(text: string, status: string): Edit[] | undefined {
  const root = rootOf(text)
  if (root?.type !== 'block-map' && root?.type !== 'flow-collection') return undefined
  const inFlow = root.type === 'flow-collection'
  const items: readonly CST.CollectionItem[] = root.items
  const item = items.find(({ key }) => key && CST.resolveAsScalar(key)?.value === 'status')
  if (!item) return [inFlow ? flowInsertion(root, status) : blockInsertion(root, text, status)]
  const { value } = item
  if (value?.type === 'block-scalar')
    return blockScalarEdits(value, text, yamlString(status, 'scalar', inFlow))
  if (!value || (value.type === 'scalar' && value.source === '')) return filling(item, status, inFlow)
  if (!isFlowScalar(value)) return undefined
  const end = value.offset + value.source.length
  return [{ start: value.offset, end, text: yamlString(status, value.type, inFlow) }]
}

/** The value of the first document in the text, as concrete syntax: with the place of every token. */
function rootOf(text: string): CST.Token | undefined {
  for (const token of concreteSyntax(text)) if (token.type === 'document') return token.value
  return undefined
}

function* concreteSyntax(text: string): Generator<CST.Token> {
  const parser = new Parser()
  for (const token of lexYaml(text)) yield* parser.next(token)
  yield* parser.end()
}

function isFlowScalar(token: CST.Token): token is CST.FlowScalar {
  return token.type === 'alias' || (CST.isScalar(token) && token.type !== 'block-scalar')
}

/** In the way JSON writes it where the document does, which may be JSON in YAML's name. */
function flowInsertion(root: CST.FlowCollection, status: string): Edit {
  const at = root.start.offset + root.start.source.length
  const asJson = root.items[0]?.key?.type === 'double-quoted-scalar'
  const value = yamlString(status, asJson ? 'double-quoted-scalar' : 'scalar', true)
  const comma = root.items.some(({ key, sep }) => key || sep) ? ', ' : ''
  return { start: at, end: at, text: `${asJson ? '"status"' : 'status'}: ${value}${comma}` }
}

const layoutTokens = new Set<string>(['space', 'newline', 'comment'])

/** A line of its own ahead of the first key, and of the anchor or the tag of that key. */
function blockInsertion(root: CST.BlockMap, text: string, status: string): Edit {
  const at = root.items[0]?.start.find(({ type }) => !layoutTokens.has(type))?.offset ?? root.offset
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n'
  const line = `status: ${yamlString(status, 'scalar', false)}${newline}`
  return { start: at, end: at, text: line + ' '.repeat(root.indent) }
}

/** Writes the value of a key that has none, behind its colon and what may follow that. */
function filling({ key, sep }: CST.CollectionItem, status: string, inFlow: boolean): Edit[] | undefined {
  const value = yamlString(status, 'scalar', inFlow)
  const last = sep?.findLast(({ type }) => ['map-value-ind', 'anchor', 'tag'].includes(type))
  if (last) return [insertionBehind(last, ` ${value}`)]
  return inFlow && key && isFlowScalar(key) ? [insertionBehind(key, `: ${value}`)] : undefined
}

function insertionBehind(token: { readonly offset: number; readonly source: string }, text: string): Edit {
  const at = token.offset + token.source.length
  return { start: at, end: at, text }
}

/** A block (`|`, `>`) becomes a line: its header the value, its lines nothing. What stands around them stays. */
function blockScalarEdits(block: CST.BlockScalar, text: string, value: string): Edit[] | undefined {
  const header = block.props.find(({ type }) => type === 'block-scalar-header')
  const last = block.props.at(-1)
  if (!header || !last || !('source' in header) || !('source' in last)) return undefined
  const start = last.offset + last.source.length
  const length = block.source.trimEnd().length
  const lineEnd = text.indexOf('\n', start + length) + 1 || text.length
  return [
    { start: header.offset, end: header.offset + header.source.length, text: value },
    { start, end: length === 0 ? start : lineEnd, text: '' },
  ]
}

/** Text which stands for itself in both kinds of quotes: printable, and all on one line. */
const printableLine = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u

/** A string in the style of the token it replaces, as far as that style can hold it, else in double quotes. */
function yamlString(value: string, style: CST.FlowScalar['type'], inFlow: boolean): string {
  if (!printableLine.test(value)) return quoteAscii(value)
  if (style === 'single-quoted-scalar') return `'${value.replaceAll("'", "''")}'`
  if (style === 'double-quoted-scalar') return JSON.stringify(value)
  const written = writeYaml({ kind: 'string', offset: 0, value }).trimEnd()
  const isPlain = written === value && !(inFlow && /[[\]{},]/.test(value))
  return isPlain ? value : JSON.stringify(value)
}
