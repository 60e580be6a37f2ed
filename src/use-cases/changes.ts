import { type Access, accessFault, type Permission } from '../domain/access.ts'
import type { ContractComparison } from '../domain/compatibility/comparison.ts'
import type { RuleLevels } from '../domain/compatibility/judge.ts'
import type { Differences, ReadContract } from '../domain/compatibility/report.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import type { Author } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { deletionVerdicts, type Policy, type Verdict } from '../domain/policy.ts'
import { compareVersions } from '../domain/version.ts'
import type { IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { Change, ContractStore, CurrentVersion, VersionState } from '../stores/store.ts'
import { judgingRules, type ValidationPolicy } from '../validation/policy.ts'
import type { Validation } from '../validation/validation.ts'
import type { DocumentWorkers, UploadOptions } from '../workers/document-workers.ts'
import type { Comparable, Upload, UploadedVersion } from '../workers/indexed-documents.ts'
import type { StatusMove } from './announcement.ts'
import type { Override } from './compatibility.ts'
import type { Base } from './compatibility-bases.ts'
import { contractNotFound, versionNotFound } from './errors.ts'
import {
  anyState,
  type DocumentQuestions,
  type Plan,
  type Precondition,
  planDeletion,
  planPublication,
  planStatusMove,
} from './plan-change.ts'
import { noteOn } from './plan-notes.ts'

/** How a version is before and after a change, with the digests that make its entity tags. */
export interface Changed {
  readonly action: Plan['action']
  readonly before: VersionState | undefined
  readonly after: VersionState | undefined
  /** The approved version before this one, with which it was compared. */
  readonly predecessor: string | undefined
}

/** What a change would do, without doing it. */
export interface Preview {
  readonly action: Plan['action']
  readonly verdicts: readonly Verdict[]
  readonly before: VersionState | undefined
  readonly after: Pick<VersionState, 'fingerprint' | 'status' | 'digest' | 'revision'> | undefined
  /** Why nothing would change, or what else the caller should know. */
  readonly note: string | undefined
  /** What a validation says of the document that would be published. */
  readonly validation: Validation | undefined
  /** What the version changes against the approved one before it; undefined where that is not looked at. */
  readonly comparison: ContractComparison | undefined
}

/** What the store says of a change, where it may refuse one. */
function storeVerdicts(current: CurrentVersion, change: Change | undefined): Verdict[] {
  if (!change || !current.refusal) return []
  return [{ rule: 'store', fault: current.refusal(change) }]
}

type Planner = (current: CurrentVersion, isPreview: boolean) => Promise<Plan>

/** A change of one version that is asked for: it can be done, or only looked at. */
export class PlannedChange {
  readonly identity: VersionIdentity
  /** What a validation says of the document that is to be published. */
  readonly validation: Validation | undefined
  readonly #store: ContractStore
  readonly #planner: Planner

  constructor(store: ContractStore, identity: VersionIdentity, planner: Planner, validation?: Validation) {
    this.#store = store
    this.identity = identity
    this.validation = validation
    this.#planner = planner
  }

  /**
   * Does it, together with its event in the history.
   *
   * @throws RegistryError of the first rule that refuses it; nothing has changed then.
   */
  async apply(author: Author): Promise<Changed> {
    let action: Plan['action'] = 'no-op'
    let predecessor: string | undefined
    const decide = async (current: CurrentVersion) => {
      const plan = await this.#planner(current, false)
      const refused = plan.verdicts.find(verdict => verdict.fault !== undefined)
      if (refused?.fault) throw refused.fault
      action = plan.action
      predecessor = plan.predecessor
      return plan.change
    }
    const { before, after } = await this.#store.change(this.identity, decide, author)
    return { action, before, after, predecessor }
  }

  /** Tells what would happen now. */
  async preview(): Promise<Preview> {
    const current = await this.#store.current(this.identity)
    const plan = await this.#planner(current, true)
    const { action, change, comparison } = plan
    const verdicts = [...plan.verdicts, ...storeVerdicts(current, change)]
    const before = current.stored
    const note = await noteOn(plan, current)
    const preview = { action, verdicts, before, comparison, note, validation: this.validation }
    if (!change) return { ...preview, after: before }
    if (change.operation === 'delete') return { ...preview, after: undefined }
    const { fingerprint, status, digest } = change.version
    const revision = (await this.#lastRevision(before)) + 1
    return { ...preview, after: { fingerprint, status, digest, revision } }
  }

  async #lastRevision(stored: VersionState | undefined): Promise<number> {
    if (stored) return stored.revision
    const [last] = await this.#store.history({ ...this.identity, order: 'newest', limit: 1 })
    return last?.revision ?? 0
  }
}

/** What a caller says about a document that is to be published. */
export interface PublicationOptions {
  readonly precondition: Precondition
  readonly allowDowngrade: boolean
  /** The wish that the version is published although it breaks others. */
  readonly override?: Override | undefined
  /** Aborts when nobody waits for it any more. */
  readonly signal?: AbortSignal
}

/** The rules by which contracts are changed. */
export interface WriterRules {
  readonly policy: Policy
  readonly validation: ValidationPolicy
}

/** Changes contracts by the rules of a policy, as far as a caller may. */
export class ContractWriter {
  readonly #store: ContractStore
  readonly #policy: Policy
  readonly #validation: ValidationPolicy
  readonly #documents: DocumentWorkers
  readonly #access: Access

  constructor(store: ContractStore, rules: WriterRules, documents: DocumentWorkers, access: Access) {
    this.#store = store
    this.#policy = rules.policy
    this.#validation = rules.validation
    this.#documents = documents
    this.#access = access
  }

  /**
   * An uploaded document as the version of that identity.
   *
   * @throws RegistryError `out-of-scope`, `malformed-document`, `invalid-document` or `document-too-large`.
   */
  async publication(
    upload: Upload,
    identity: VersionIdentity,
    options: PublicationOptions,
  ): Promise<PlannedChange> {
    this.#require('write', identity)
    const { taken, reading } = this.#reading(options)
    const version = await this.#documents.read(upload, identity, reading)
    return this.#publicationOf(version, { ...upload, ...taken }, options)
  }

  /**
   * An uploaded document as the version that it says it is.
   *
   * @param contractId that of a document which does not name its contract.
   * @throws RegistryError as `publication`.
   */
  async selfNamedPublication(
    upload: Upload,
    contractId: string,
    options: PublicationOptions,
  ): Promise<PlannedChange> {
    const { taken, reading } = this.#reading(options)
    const version = await this.#documents.readSelfNamed(upload, contractId, reading)
    this.#require('write', version)
    return this.#publicationOf(version, { ...upload, ...taken }, options)
  }

  /**
   * A move of a version to another status.
   *
   * @throws RegistryError `out-of-scope`.
   */
  statusMove(
    identity: VersionIdentity,
    move: StatusMove,
    precondition: Precondition,
    override?: Override,
  ): PlannedChange {
    this.#require('promote', identity)
    const documents = this.#questions()
    const asked = { precondition, override, access: this.#access, documents, validation: this.#validation }
    return this.#planned(identity, async (current, isPreview) => {
      const stored = await present(current, identity)
      return planStatusMove(this.#policy, { ...current, stored }, move, { ...asked, isPreview })
    })
  }

  /**
   * The end of a version; the history keeps its document.
   *
   * @throws RegistryError `out-of-scope`.
   */
  deletion(
    identity: VersionIdentity,
    options: { readonly precondition: Precondition; readonly force: boolean },
  ): PlannedChange {
    this.#require('admin', identity)
    return this.#planned(identity, async current => {
      return planDeletion(this.#policy, await present(current, identity), options)
    })
  }

  /**
   * Ends a contract: all its versions, the highest first. When the policy keeps one of them, none is deleted.
   *
   * @throws RegistryError `out-of-scope`, `contract-not-found` or `approved-version`.
   */
  async deleteContract(contractId: string, force: boolean, author: Author): Promise<void> {
    this.#require('admin', { contractId })
    const summaries = await this.#store.summaries([contractId])
    if (summaries.length === 0) throw contractNotFound(contractId)
    const verdicts = summaries.flatMap(summary => deletionVerdicts(this.#policy, summary, force))
    const refused = verdicts.find(({ fault }) => fault !== undefined)
    if (refused?.fault) throw refused.fault
    for (const { version } of summaries.toReversed())
      await this.deletion({ contractId, version }, { precondition: anyState, force }).apply(author)
  }

  #publicationOf(version: UploadedVersion, upload: Comparable, options: PublicationOptions): PlannedChange {
    const { precondition, allowDowngrade, override } = options
    const documents = this.#questions()
    const wanted = { precondition, allowDowngrade, override, upload }
    const asked = { ...wanted, access: this.#access, documents, validation: this.#validation }
    const planner: Planner = (current, isPreview) =>
      planPublication(this.#policy, current, version, { ...asked, isPreview })
    return new PlannedChange(this.#store, version, planner, version.validation)
  }

  /** How an upload is read: with a validation, unless there is to be none. What was read is taken, to be compared. */
  #reading({ signal }: PublicationOptions) {
    const taken: { contract?: ReadContract } = {}
    const taker = (contract: ReadContract) => {
      taken.contract = contract
    }
    const reading: UploadOptions = { signal, rules: judgingRules(this.#validation), taker }
    return { taken, reading }
  }

  /** Before anything is looked up, so that the answer says nothing about what is there. */
  #require(permission: Permission, { contractId }: Pick<VersionIdentity, 'contractId'>): void {
    const fault = accessFault(this.#access, permission, contractId)
    if (fault) throw fault
  }

  /** A plan may be made several times of the same state: first to see whether there is anything to do. */
  #questions(): DocumentQuestions {
    const documents = this.#documents
    const { rules } = this.#validation
    const validations = new WeakMap<IndexedVersion, Promise<Validation>>()
    const differences = new Map<string, Promise<Differences | undefined>>()
    const compared = async (base: Base, upload: Comparable, levels: RuleLevels) => {
      const json = await base.document()
      return json === undefined ? undefined : (await documents.differences(json, upload, levels)).differences
    }
    let last: { readonly stored: StoredText; readonly moved: Promise<IndexedVersion> } | undefined
    return {
      compare: (stored, upload) => documents.compare(stored, upload),
      changeStatus(stored, status, identity) {
        if (!last || !isSameText(last.stored, stored))
          last = { stored, moved: documents.changeStatus(stored, status, identity) }
        return last.moved
      },
      validate(version) {
        const known = validations.get(version) ?? documents.validateStored(version, rules)
        validations.set(version, known)
        return known
      },
      // what was compared before the contract was locked need not be read again where it is still the same
      differences(base, upload, levels) {
        const key = JSON.stringify([base.state, upload.digest])
        const known = differences.get(key) ?? compared(base, upload, levels)
        differences.set(key, known)
        // a transaction that is tried again asks again
        known.catch(() => differences.delete(key))
        return known
      },
    }
  }

  #planned(identity: VersionIdentity, planner: Planner): PlannedChange {
    return new PlannedChange(this.#store, identity, planner)
  }
}

function isSameText(a: StoredText, b: StoredText): boolean {
  if (a.json !== b.json) return false
  return a.source && b.source ? a.source.equals(b.source) : a.source === b.source
}

async function present(current: CurrentVersion, identity: VersionIdentity): Promise<VersionState> {
  if (current.stored) return current.stored
  throw versionNotFound(identity, (await current.versions()).toSorted(compareVersions))
}
