import type { DocumentNode, ObjectNode } from '../domain/document/node.ts'
import { parseJson } from '../domain/document/parse-json.ts'
import { RegistryError } from '../domain/errors.ts'
import { decodeUtf8 } from '../domain/utf8.ts'

/** A JSON object that was sent. */
export interface SentObject {
  readonly text: string
  readonly node: ObjectNode
}

/**
 * Reads a report.
 *
 * @throws RegistryError `invalid-request` for what is no JSON object.
 */
export function readJsonObject(bytes: Uint8Array): SentObject {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new RegistryError('invalid-request', 'the report is not UTF-8 text')
  const node = parsed(text)
  if (node.kind !== 'object') throw new RegistryError('invalid-request', 'the report is not a JSON object')
  return { text, node }
}

function parsed(text: string): DocumentNode {
  try {
    return parseJson(text)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const [fault] = error.findings
    const where = fault ? `: at line ${fault.line}, column ${fault.column}, ${fault.detail}` : ''
    throw new RegistryError('invalid-request', `the report is not valid JSON${where}`)
  }
}
