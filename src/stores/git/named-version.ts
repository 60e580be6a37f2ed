import { memberOf, stringMember } from '../../domain/document/node.ts'
import { parseJson } from '../../domain/document/parse-json.ts'
import { parseYaml } from '../../domain/document/parse-yaml.ts'
import { RegistryError } from '../../domain/errors.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'
import type { Format } from './paths.ts'

/** A document as it stands in a file. */
export interface FileDocument {
  readonly bytes: Buffer
  readonly format: Format
}

/** The contract id and version that a document names, each when it is a text; undefined when it cannot be read. */
export function namesIn({ bytes, format }: FileDocument) {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const document = format === 'json' ? parseJson(text) : parseYaml(text)
    if (document.kind !== 'object') return undefined
    const version = memberOf(document, 'version')
    return {
      contractId: stringMember(document, 'id') ?? stringMember(document, 'uuid'),
      // YAML reads 1.0 as a number, whose text is the version all the same
      version: version?.kind === 'number' ? version.token : stringMember(document, 'version'),
    }
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}
