import { parseYaml } from './document/parse-yaml.ts'
import { writeJson } from './document/write-json.ts'
import { RegistryError } from './errors.ts'
import { decodeUtf8 } from './utf8.ts'

/**
 * The JSON that a YAML document of another program means, whatever keys it has.
 *
 * @throws RegistryError `malformed-document` when it is no YAML, `invalid-document` when it is no object.
 */
export function jsonOfYaml(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new RegistryError('malformed-document', 'the document is not UTF-8 text')
  const document = parseYaml(text)
  if (document.kind !== 'object') {
    throw new RegistryError('invalid-document', 'the document is no object of keys')
  }
  return writeJson(document)
}
