import { createHash } from 'node:crypto'
import { type ContractComparison, comparisonOf } from '../domain/compatibility/comparison.ts'
import { ruleTableText } from '../domain/compatibility/decision-table.ts'
import { adviserOf, rulesFor } from '../domain/compatibility/policy.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { Policy } from '../domain/policy.ts'
import { type DefaultStatuses, matchesStatus } from '../domain/status-filter.ts'
import { isReadable } from '../domain/stored-text.ts'
import { compareVersions, highestVersion } from '../domain/version.ts'
import type { ReadableStore, StoredVersion } from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import { type Comparable, comparableOf, type Upload } from '../workers/indexed-documents.ts'
import { unreadableDocument } from './errors.ts'
import type { ContractReader } from './reader.ts'
import { latestOfAll } from './selection.ts'

/** A version that is compared, and what it was called: `1.2.0`, or `1.2.0@3` for one of its revisions. */
interface Chosen {
  readonly name: string
  readonly stored: StoredVersion
}

/** Two versions that are to be compared. */
export interface ComparedVersions {
  readonly from: Chosen
  readonly to: Chosen
  /** Changes when what is answered does. */
  readonly digest: string
  /** Whether both are revisions, which never change; or versions that others rely on. */
  readonly lifetime: 'fixed' | 'approved' | 'changing'
}

/** What the versions are compared by, and what reads their documents. */
export interface ComparerParts {
  readonly policy: Policy
  /** As for requests that ask for the latest version and name no status. */
  readonly defaultStatuses: DefaultStatuses
  readonly documents: DocumentWorkers
}

const revisionName = /^(.+)@([1-9][0-9]{0,9})$/s

/** Tells in what versions of contracts differ. */
export class ContractComparer {
  readonly #reader: ContractReader
  readonly #store: Pick<ReadableStore, 'get' | 'summaries' | 'source'>
  readonly #policy: Policy
  readonly #defaultStatuses: DefaultStatuses
  readonly #documents: DocumentWorkers

  constructor(
    store: ReadableStore,
    reader: ContractReader,
    { policy, defaultStatuses, documents }: ComparerParts,
  ) {
    this.#store = store
    this.#reader = reader
    this.#policy = policy
    this.#defaultStatuses = defaultStatuses
    this.#documents = documents
  }

  /**
   * Two versions of a contract.
   *
   * @param from by default the version before the other one.
   * @param to by default the latest one.
   * @throws RegistryError as the reads of `ContractReader`; `no-matching-version` when there is none before.
   */
  async choose(
    contractId: string,
    from: string | undefined,
    to: string | undefined,
  ): Promise<ComparedVersions> {
    const second = await (to === undefined ? this.#latest(contractId) : this.#named(contractId, to))
    const first = await (from === undefined
      ? this.#before(contractId, second.stored.version)
      : this.#named(contractId, from))
    const both = [first, second]
    for (const { stored } of both) if (!isReadable(stored)) throw unreadableDocument(stored)
    const areFixed = both.every(({ name, stored }) => name !== stored.version)
    const areApproved = both.every(({ stored }) => this.#reader.isApproved(stored))
    const isChosen = from !== undefined && to !== undefined
    const states = both.map(({ name, stored }) => [name, stored.revision, stored.digest])
    const rules = [this.#rulesOf(contractId), this.#policy.compatibility.levels]
    const hash = createHash('sha256').update(JSON.stringify([states, rules]))
    const lasting = areFixed ? ('fixed' as const) : ('approved' as const)
    return {
      from: first,
      to: second,
      digest: hash.update(ruleTableText()).digest('base64url').slice(0, 22),
      lifetime: isChosen && (areFixed || areApproved) ? lasting : 'changing',
    }
  }

  /** What came of comparing two versions that were chosen. Places are those of the text that reads answer. */
  async compare({ from, to }: ComparedVersions, signal?: AbortSignal): Promise<ContractComparison> {
    const { contractId, json } = to.stored
    const source = await this.#store.source(to.stored)
    const named = { name: to.name, version: to.stored.version }
    return this.#compared(contractId, from, comparableOf({ json, source }), named, signal)
  }

  /**
   * A document that nobody has stored, and a version of a contract.
   *
   * @param from by default the latest one.
   * @throws RegistryError as `choose`; `malformed-document` or `invalid-document` for what is no document.
   */
  async compareUpload(
    contractId: string,
    from: string | undefined,
    upload: Upload,
    signal?: AbortSignal,
  ): Promise<ContractComparison> {
    const first = await (from === undefined ? this.#latest(contractId) : this.#named(contractId, from))
    if (!isReadable(first.stored)) throw unreadableDocument(first.stored)
    return this.#compared(contractId, first, upload, undefined, signal)
  }

  async #compared(
    contractId: string,
    from: Chosen,
    newer: Comparable,
    to: { readonly name: string; readonly version: string } | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ContractComparison> {
    const { levels } = this.#policy.compatibility
    const { differences, version } = await this.#documents.differences(
      from.stored.json,
      newer,
      levels,
      signal,
    )
    const compared = {
      contractId,
      from: { name: from.name, version: from.stored.version },
      to: to ?? { name: version, version },
    }
    return comparisonOf(compared, differences, adviserOf(this.#rulesOf(contractId)))
  }

  #rulesOf(contractId: string) {
    return rulesFor(this.#policy.compatibility, contractId)
  }

  async #latest(contractId: string): Promise<Chosen> {
    const stored = await this.#reader.readLatest(contractId, { ...latestOfAll, statuses: 'default' })
    return { name: stored.version, stored }
  }

  /** A version of that very name goes before a revision of another. */
  async #named(contractId: string, name: string): Promise<Chosen> {
    const [, version, revision] = revisionName.exec(name) ?? []
    if (version !== undefined && revision !== undefined) {
      const named = await this.#store.get({ contractId, version: name })
      if (named) return { name, stored: named }
      const stored = await this.#reader.readRevision({ contractId, version, revision: Number(revision) })
      return { name, stored }
    }
    return { name, stored: await this.#reader.read({ contractId, version: name }) }
  }

  /** The version that was the latest one before a version came; of those of which requests get it. */
  async #before(contractId: string, version: string): Promise<Chosen> {
    const summaries = await this.#store.summaries([contractId])
    const earlier = summaries
      .filter(one => matchesStatus(this.#defaultStatuses.statuses, one.status))
      .filter(one => compareVersions(one.version, version) < 0)
    const previous = highestVersion(earlier.map(one => one.version))
    if (previous !== undefined) return this.#named(contractId, previous)
    throw new RegistryError(
      'no-matching-version',
      `contract ${quotedName(contractId)} has no version before ${quotedName(version)}; name the version to compare with: from=`,
    )
  }
}
