import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import type { Observations } from '../dc43-governance/evaluate.ts'
import type { Operation, ToldAssessment, Validation } from '../dc43-governance/verdict.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { parseSelector } from '../domain/selector.ts'
import { isReadable } from '../domain/stored-text.ts'
import type { StoredVersion } from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import { unreadableDocument } from './errors.ts'
import { type ContractReader, latestByDefault } from './reader.ts'

/** How a job of dc43 names the contract that it reads or writes by. */
export interface ContractReference {
  readonly contractId: string
  /** An exact version or a range; undefined for the latest. */
  readonly version: string | undefined
}

/** What jobs of dc43 ask of a governance service and the registry can answer. */
export class Governance {
  readonly #contracts: ContractReader
  readonly #documents: DocumentWorkers

  constructor(contracts: ContractReader, documents: DocumentWorkers) {
    this.#contracts = contracts
    this.#documents = documents
  }

  /**
   * The version that a job means. An exact version may have any status, as the job looks at that itself; of others, the
   * highest with a status that the configuration allows.
   *
   * @throws RegistryError as `ContractReader.read` and `ContractReader.readLatest`.
   */
  async resolve({ contractId, version }: ContractReference): Promise<StoredVersion> {
    const selector = parseSelector(version)
    if (selector.kind === 'latest')
      return this.#read(await this.#contracts.readLatest(contractId, latestByDefault))
    try {
      return this.#read(await this.#contracts.read({ contractId, version: selector.text }))
    } catch (error) {
      const isRange = selector.kind === 'version-or-range' && isVersionNotFound(error)
      if (!isRange) throw error
      return this.#read(await this.#contracts.readLatest(contractId, { ...latestByDefault, selector }))
    }
  }

  /**
   * What a job is told about its data.
   *
   * @throws RegistryError as `ContractReader.read`.
   */
  async assess(
    identity: VersionIdentity,
    observations: Observations,
    operation: Operation,
    given: Validation | undefined,
  ): Promise<ToldAssessment> {
    const { json } = this.#read(await this.#contracts.read(identity))
    return this.#documents.assess(json, observations, operation, given)
  }

  /**
   * What a contract expects of its data, as JSON.
   *
   * @param length about how many characters the contract has as JSON.
   */
  expectations(contract: JsonObject, length: number): Promise<string> {
    return this.#documents.expectations(contract, length)
  }

  #read(stored: StoredVersion): StoredVersion {
    if (isReadable(stored)) return stored
    throw unreadableDocument(stored)
  }
}

function isVersionNotFound(error: unknown): boolean {
  return error instanceof RegistryError && error.code === 'version-not-found'
}
