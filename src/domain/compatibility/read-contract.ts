import type { DocumentFormat } from '../contract-version.ts'
import { parseJson } from '../document/parse-json.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { findingAt } from '../document/position.ts'
import { RegistryError } from '../errors.ts'
import { describe } from '../odcs.ts'
import { decodeUtf8 } from '../utf8.ts'
import type { ReadContract } from './report.ts'

/**
 * Reads a document that is to be compared, which may be any object.
 *
 * @throws RegistryError `malformed-document` when it is no JSON or YAML, `invalid-document` when it is no object.
 */
export function readContract(bytes: Uint8Array, format: DocumentFormat): ReadContract {
  const text = decodeUtf8(bytes)
  if (text === undefined)
    throw new RegistryError('malformed-document', 'the document is not UTF-8 text; send it in UTF-8')
  const document = format === 'json' ? parseJson(text) : parseYaml(text)
  if (document.kind === 'object') return { document, text }
  const detail = `the document is ${describe(document)}; expected an object of ODCS keys`
  throw new RegistryError('invalid-document', detail, [findingAt(text, document.offset, [], detail)])
}
