import { type FindingCounts, RegistryError } from '../domain/errors.ts'
import { type Deprecation, deprecationDepth, deprecationOf, type HistoryEvent } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { knownStatuses } from '../domain/lifecycle.ts'
import { isApproved, isEnding, type Policy } from '../domain/policy.ts'
import type { DefaultStatuses, StatusFilter } from '../domain/status-filter.ts'
import { compareVersions } from '../domain/version.ts'
import type {
  ContractPage,
  HistoryQuery,
  ListQuery,
  ReadableStore,
  RevisionIdentity,
  StoredVersion,
  VersionSummary,
} from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import { type Wanted, wantedByDefault } from './active-version.ts'
import { contractNotFound, noMatch, revisionNotFound, versionNotFound } from './errors.ts'
import { highestMeant } from './highest.ts'
import { judged } from './judged-versions.ts'
import { type Overview, overviewOf } from './overview.ts'
import { currentOf, type Resolved, type ResolveOptions, resolveAll } from './resolver.ts'
import { latestOfAll, Selectable, type Selection } from './selection.ts'

/** A selection whose filter, where the caller gave none, is that of the configuration. */
export interface LatestRequest extends Omit<Selection, 'statuses'> {
  /** `default` when the caller named none. */
  readonly statuses: StatusFilter | undefined | 'default'
}

/** What a request means that says nothing but the contract. */
export const latestByDefault: LatestRequest = { ...latestOfAll, statuses: 'default' }

/** One of many latest versions that are asked for; `request` throws what is wrong with it. */
export interface LatestItem {
  readonly contractId: string
  readonly request: () => LatestRequest
}

/** Reads contracts, whatever keeps them and however they are asked for. */
export class ContractReader {
  readonly #store: ReadableStore
  readonly #policy: Policy
  readonly #defaultStatuses: DefaultStatuses
  readonly #documents: DocumentWorkers
  /** Those that versions have in most cases. */
  readonly #statuses: readonly string[]

  constructor(
    store: ReadableStore,
    policy: Policy,
    defaultStatuses: DefaultStatuses,
    documents: DocumentWorkers,
  ) {
    this.#store = store
    this.#documents = documents
    this.#policy = policy
    this.#statuses = knownStatuses(policy)
    this.#defaultStatuses = defaultStatuses
  }

  /** @throws RegistryError `version-not-found`, or `contract-not-found` when the contract has no version at all. */
  async read(identity: VersionIdentity): Promise<StoredVersion> {
    const stored = await this.#store.get(identity)
    if (stored) return stored
    throw versionNotFound(identity, await this.#store.listVersions(identity.contractId))
  }

  /** @throws RegistryError `revision-not-found` when that state never was or is not kept, and as `read`. */
  async readRevision(identity: RevisionIdentity): Promise<StoredVersion> {
    // the history is asked first because it takes over what other programs did
    const [last] = await this.#store.history({ ...identity, order: 'newest', limit: 1 })
    const [stored] = await this.#store.revisions([identity])
    if (stored) return stored
    if (last) throw revisionNotFound(identity, identity.revision, last.revision)
    throw versionNotFound(identity, await this.#store.listVersions(identity.contractId))
  }

  /** @throws RegistryError as `read`, for how things were at that time. */
  async readAsOf(identity: VersionIdentity, time: Date): Promise<StoredVersion> {
    const summaries = await this.#store.summariesAsOf([identity.contractId], time)
    const summary = summaries.find(({ version }) => version === identity.version)
    if (summary) return this.#documentOf(summary)
    const versions = summaries.map(({ version }) => version)
    throw versionNotFound(identity, versions, time)
  }

  /**
   * The latest of the versions that are wanted.
   *
   * @throws RegistryError `contract-not-found`; `no-matching-version`; `invalid-request` for a selector that is none.
   */
  async readLatest(contractId: string, request: LatestRequest, asOf?: Date): Promise<StoredVersion> {
    const selection = selectionOf(
      request,
      asOf ? { statuses: this.#defaultStatuses.statuses } : await this.#byDefault(contractId),
    )
    if (!asOf) {
      const isAny =
        selection.selector.kind === 'latest' && !selection.includePrerelease && !selection.statuses
      const latest = isAny ? await this.#store.latest(contractId) : await this.#highest(contractId, selection)
      if (latest) return latest
      if (isAny) throw contractNotFound(contractId)
    }
    const summaries = await this.summaries(contractId, asOf)
    if (summaries.length === 0) throw contractNotFound(contractId, asOf)
    const selectable = new Selectable(summaries)
    const summary = selectable.chosen(selection)
    if (!summary) throw noMatch(contractId, selection, selectable)
    return this.#documentOf(summary, asOf ? undefined : selection)
  }

  /** Many latest versions at once; what is wrong with one of the items is told in its place. */
  async resolve(
    items: readonly LatestItem[],
    options: Omit<ResolveOptions, 'statuses'>,
  ): Promise<Resolved[]> {
    const ids = [...new Set(items.map(({ contractId }) => contractId))]
    // nobody knows what was active at a time
    const byDefault = options.asOf
      ? () => ({ statuses: this.#defaultStatuses.statuses })
      : await wantedByDefault(this.#store, ids, this.#defaultStatuses)
    const wanted = items.map(({ contractId, request }) => {
      return { contractId, selection: () => selectionOf(request(), byDefault(contractId)) }
    })
    return resolveAll(this.#store, wanted, { ...options, statuses: this.#statuses })
  }

  /** @throws RegistryError `contract-not-found`. */
  async overview(contractId: string): Promise<Overview> {
    return overviewOf(this.#store, contractId, await this.#byDefault(contractId))
  }

  /** The versions of a contract that are wanted, ascending; none for an unknown contract. */
  async listVersions(contractId: string, selection: Selection, asOf?: Date): Promise<string[]> {
    const isAll = selection.selector.kind === 'latest' && !selection.statuses && !asOf
    if (isAll) return this.#store.listVersions(contractId)
    return (await this.listSummaries(contractId, selection, asOf)).map(({ version }) => version)
  }

  /** The versions of a contract, with what is known about each. */
  async listSummaries(contractId: string, selection: Selection, asOf?: Date): Promise<VersionSummary[]> {
    return new Selectable(await this.summaries(contractId, asOf)).selected(selection)
  }

  /** Lists versions as `list` does, with what a validation has found in each; of another time nobody knows that. */
  async listJudged(
    contractId: string,
    selection: Selection,
    asOf?: Date,
  ): Promise<(VersionSummary & { readonly validation?: FindingCounts | undefined })[]> {
    const summaries = await this.listSummaries(contractId, selection, asOf)
    return asOf ? summaries : judged(this.#store, summaries)
  }

  listContracts(query: ListQuery): Promise<ContractPage> {
    return this.#store.listContracts(query)
  }

  /** What is known about all versions of a contract, ascending. */
  summaries(contractId: string, asOf?: Date): Promise<VersionSummary[]> {
    return asOf ? this.#store.summariesAsOf([contractId], asOf) : this.#store.summaries([contractId])
  }

  history(query: HistoryQuery): Promise<HistoryEvent[]> {
    return this.#store.history(query)
  }

  /** @throws RegistryError `contract-not-found` or `version-not-found` for what was never there. */
  async requireHistory(scope: { readonly contractId: string; readonly version?: string }): Promise<void> {
    const { contractId, version } = scope
    const [event] = await this.#store.history({ ...scope, order: 'newest', limit: 1 })
    if (event) return
    if (version === undefined) throw contractNotFound(contractId)
    throw versionNotFound({ contractId, version }, await this.#store.listVersions(contractId))
  }

  async #byDefault(contractId: string): Promise<Wanted> {
    return (await wantedByDefault(this.#store, [contractId], this.#defaultStatuses))(contractId)
  }

  /**
   * A document as YAML: the bytes its author sent, or a rendering of what came as JSON.
   *
   * @param signal aborts when nobody waits for it any more.
   * @throws RegistryError `not-acceptable` for a document of another program which is no JSON object.
   */
  async yamlOf(stored: StoredVersion, signal?: AbortSignal): Promise<Buffer | string> {
    const source = await this.#store.source(stored)
    if (source) return source
    const yaml = await this.#documents.yaml(stored.json, signal)
    if (yaml === undefined)
      throw new RegistryError(
        'not-acceptable',
        'the stored document is no JSON object; read it as application/json',
      )
    return yaml
  }

  /** Whether others rely on the version as it is, so that it hardly changes. */
  isApproved(stored: Pick<StoredVersion, 'status'>): boolean {
    return isApproved(this.#policy, stored.status)
  }

  /**
   * What readers of a version that is deprecated or retired are told; undefined for others. Where nobody has named a
   * successor it is the latest version of the contract, when that is a higher one and not on its way out itself.
   */
  async deprecation(stored: StoredVersion): Promise<Deprecation | undefined> {
    if (!isEnding(stored.status)) return undefined
    const { contractId, version, revision } = stored
    const events = await this.#store.history({
      contractId,
      version,
      order: 'newest',
      limit: deprecationDepth,
    })
    const deprecation = deprecationOf(
      events.filter(event => event.revision <= revision),
      isEnding,
    )
    if (!deprecation || deprecation.successor !== undefined) return deprecation
    const latest = await this.#latestByDefault(contractId)
    const follows = latest && !isEnding(latest.status) && compareVersions(latest.version, version) > 0
    return { ...deprecation, successor: follows ? latest.version : undefined }
  }

  /** What is known of the version that a request gets which asks for the latest one and names no status. */
  async #latestByDefault(contractId: string): Promise<Pick<StoredVersion, 'version' | 'status'> | undefined> {
    const wanted = await this.#byDefault(contractId)
    if (!wanted.statuses) return this.#store.latest(contractId)
    const selection = { ...latestOfAll, ...wanted }
    const latest = await this.#highest(contractId, selection)
    if (latest) return latest
    return new Selectable(await this.#store.summaries([contractId])).chosen(selection)
  }

  #highest(contractId: string, selection: Selection): Promise<StoredVersion | undefined> {
    return highestMeant(this.#store, contractId, selection, this.#statuses)
  }

  /** A version that was found by its summary, in the state the summary is of, or as `currentOf` has it. */
  async #documentOf(summary: RevisionIdentity, live?: Selection): Promise<StoredVersion> {
    const [found] = await this.#store.revisions([summary])
    const stored = found ?? (live && (await currentOf(this.#store, summary, live)))
    if (!stored) throw revisionNotFound(summary, summary.revision, summary.revision)
    return stored
  }
}

/** The selection with what is wanted by default in place of `default`. */
function selectionOf(request: LatestRequest, { statuses, active }: Wanted): Selection {
  if (request.statuses !== 'default') return { ...request, statuses: request.statuses }
  return { ...request, statuses, active }
}
