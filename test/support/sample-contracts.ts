import { type ContractVersion, readContractVersion } from '../../src/domain/contract-version.ts'

/** A contract version as an upload of this JSON document makes it. */
export function jsonVersion(contractId: string, version: string, members: object = {}): ContractVersion {
  const bytes = Buffer.from(JSON.stringify({ version, id: contractId, ...members }))
  return readContractVersion({ bytes, format: 'json' }, { contractId, version })
}

/** A contract version as an upload of this YAML text makes it. */
export function yamlVersion(contractId: string, version: string, text: string): ContractVersion {
  return readContractVersion({ bytes: Buffer.from(text), format: 'yaml' }, { contractId, version })
}
