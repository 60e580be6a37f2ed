import { RegistryError } from '../errors.ts'
import { edited } from './edit.ts'
import { yamlWithStatus } from './set-yaml-status.ts'
import { quoteAscii } from './write-json.ts'

/** A document as it is stored: its JSON, and the bytes of the YAML upload it was made of. */
export interface StoredText {
  readonly json: string
  readonly source: Buffer | undefined
}

/**
 * A document with another `status` at its root, and nothing else changed: in its JSON not another character, in its YAML
 * text as few as can be.
 *
 * @throws RegistryError `invalid-document` when the JSON is no JSON object, `status-not-editable` when the YAML text cannot
 *   be made to mean the same.
 */
export function withStatus(stored: StoredText, status: string): StoredText {
  const json = jsonWithStatus(stored.json, status)
  if (json === stored.json) return stored
  const { source } = stored
  const isMeant = (meaning: string, before: string) => {
    // where its author left `id` or `version` to the registry, the YAML is what it was but for the status
    return meaning === json || meaning === jsonWithStatus(before, status)
  }
  return { json, source: source && yamlWithStatus(source, status, isMeant) }
}

function jsonWithStatus(json: string, status: string): string {
  const start = startOfObject(json)
  const value = quoteAscii(status)
  let place: Parameters<typeof edited>[1][number] | undefined
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
    'the stored document is no JSON object, so its status cannot be changed; publish a whole document instead',
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
