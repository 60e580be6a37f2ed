import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'

/** A contract version as an upload of this JSON document makes it. */
export function jsonVersion(contractId: string, version: string, members: object = {}): IndexedVersion {
  const bytes = Buffer.from(JSON.stringify({ version, id: contractId, ...members }))
  return readVersion({ bytes, format: 'json' }, { contractId, version })
}

/** A contract version as an upload of this YAML text makes it. */
export function yamlVersion(contractId: string, version: string, text: string): IndexedVersion {
  return readVersion({ bytes: Buffer.from(text), format: 'yaml' }, { contractId, version })
}
