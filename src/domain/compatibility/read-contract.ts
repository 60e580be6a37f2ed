import type { ObjectNode } from '../document/node.ts'
import { parseJson } from '../document/parse-json.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { findingAt } from '../document/position.ts'
import { type DocumentFormat, decoded } from '../document/read-document.ts'
import { RegistryError } from '../errors.ts'
import { describe } from '../odcs.ts'
import { offsetsInYaml } from './places-in-yaml.ts'
import type { ReadContract } from './report.ts'

/**
 * A contract that was read before, from YAML, with its places in that.
 *
 * @param document what JSON says of it.
 * @param longest see `offsetsInYaml`.
 */
export function contractInYaml(document: ObjectNode, source: Uint8Array, longest?: number): ReadContract {
  const text = decoded(source)
  return { document, text, offsetOf: offsetsInYaml(text, document, longest) }
}

/**
 * Reads a document that is to be compared, which may be any object.
 *
 * @throws RegistryError `malformed-document` when it is no JSON or YAML, `invalid-document` when it is no object.
 */
export function readContract(bytes: Uint8Array, format: DocumentFormat): ReadContract {
  const text = decoded(bytes)
  const document = format === 'json' ? parseJson(text) : parseYaml(text)
  if (document.kind === 'object') return { document, text }
  const detail = `the document is ${describe(document)}; expected an object of ODCS keys`
  throw new RegistryError('invalid-document', detail, [findingAt(text, document.offset, [], detail)])
}
