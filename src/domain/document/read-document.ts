import { RegistryError } from '../errors.ts'
import { decodeUtf8 } from '../utf8.ts'
import type { DocumentNode } from './node.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml } from './parse-yaml.ts'

/** The two ways a document is written. */
export type DocumentFormat = 'json' | 'yaml'

/** @throws RegistryError `malformed-document`. */
export function parseDocument(text: string, format: DocumentFormat): DocumentNode {
  return format === 'json' ? parseJson(text) : parseYaml(text)
}

/**
 * The text of a document.
 *
 * @throws RegistryError `malformed-document` when it is not UTF-8.
 */
export function decoded(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  if (text !== undefined) return text
  throw new RegistryError('malformed-document', 'the document is not UTF-8 text; send it in UTF-8')
}
