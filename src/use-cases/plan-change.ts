import { type Access, accessFault, type Permission } from '../domain/access.ts'
import type { ContractComparison } from '../domain/compatibility/comparison.ts'
import type { RuleLevels } from '../domain/compatibility/judge.ts'
import type { Differences } from '../domain/compatibility/report.ts'
import type { Comparison } from '../domain/contract-content.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import {
  creationVerdicts,
  deletionVerdicts,
  isApproved,
  isEnding,
  overwriteVerdicts,
  type Policy,
  statusVerdicts,
  type Verdict,
} from '../domain/policy.ts'
import type { IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { Change, CurrentVersion, VersionState } from '../stores/store.ts'
import { isEnforced, type ValidationPolicy, validationFault } from '../validation/policy.ts'
import type { Validation } from '../validation/validation.ts'
import { type Comparable, comparableOf, type UploadedVersion } from '../workers/indexed-documents.ts'
import { announcement, type StatusMove, successorFault } from './announcement.ts'
import { keepsPromise } from './approved-content.ts'
import { type CompatibilityAnswer, checkCompatibility, type Override } from './compatibility.ts'
import type { Base } from './compatibility-bases.ts'
import { isSameContent, replayNote } from './plan-notes.ts'

/** What a caller says about the state in which a version must be for their change. */
export interface Precondition {
  /** Why the version is not in that state; undefined when it is, or when any will do. */
  fault(stored: VersionState | undefined): RegistryError | undefined
  /** Whether the caller named the state that is to be replaced. */
  readonly namesState: boolean
}

/** Says nothing about the state. */
export const anyState: Precondition = { fault: () => undefined, namesState: false }

/** What a plan needs to know of documents, which takes long for long ones. */
export interface DocumentQuestions {
  compare(stored: string, upload: string): Promise<Comparison>
  changeStatus(stored: StoredText, status: string, identity: VersionIdentity): Promise<IndexedVersion>
  validate(version: IndexedVersion): Promise<Validation>
  /** In what an upload, of that digest, differs from a base; undefined when there is no document of it any more. */
  differences(
    base: Base,
    upload: Comparable & { readonly digest: string },
    levels: RuleLevels,
  ): Promise<Differences | undefined>
}

/** What is the same for all changes that are asked for. */
export interface Asked {
  readonly access: Access
  readonly precondition: Precondition
  readonly documents: DocumentQuestions
  readonly validation: ValidationPolicy
  /** The wish that the change is made although it breaks others. */
  readonly override: Override | undefined
  /** Whether the change is only looked at. */
  readonly isPreview: boolean
}

/** What a request would do to a version, and what the rules say about it. */
export interface Plan {
  readonly action: 'create' | 'update' | 'status' | 'delete' | 'no-op'
  readonly verdicts: readonly Verdict[]
  /** Undefined when there is nothing to do. */
  readonly change: Change | undefined
  /** Why there is nothing to do. */
  readonly note?: string | undefined
  /** What the version changes against the approved one before it. */
  readonly comparison?: ContractComparison | undefined
  /** The approved version before it, where they were compared. */
  readonly predecessor?: string | undefined
}

/** The plan for a document that is published. */
export async function planPublication(
  policy: Policy,
  current: CurrentVersion,
  version: UploadedVersion,
  asked: Asked & { readonly allowDowngrade: boolean; readonly upload: Comparable },
): Promise<Plan> {
  const { access, precondition, documents, allowDowngrade, upload, validation } = asked
  const publish = async (action: 'create' | 'update', verdicts: readonly Verdict[], judged: Judged) => {
    // YAML was read to make the version, and need not be read again
    const read = upload.format === 'yaml' ? { ...upload, json: version.json } : upload
    const compared = await compatibility(
      policy,
      current,
      { version, upload: read, ...judged },
      verdicts,
      asked,
    )
    const change = { operation: 'publish', version, compatibility: compared.record } as const
    const { comparison, predecessor } = compared
    return { action, verdicts: [...verdicts, ...compared.verdicts], change, comparison, predecessor }
  }
  const { stored } = current
  const expected: Verdict = { rule: 'precondition', fault: precondition.fault(stored) }
  if (!stored) {
    const isReliedOn = isApproved(policy, version.status)
    const permitted = permission(access, isReliedOn && 'promote', version.contractId, approvedContent)
    const versions = policy.versionOrder === 'increasing' ? await current.versions() : []
    const rules = creationVerdicts(policy, version, versions, allowDowngrade)
    const verdicts = [permitted, expected, ...rules, ...publishedValidity(validation, version)]
    return publish('create', verdicts, { isCompared: true, isEnforced: isReliedOn })
  }
  let comparison: Promise<Comparison> | undefined
  const compare = () => {
    comparison ??= documents.compare(stored.json, version.json)
    return comparison
  }
  const replay = await replayNote({ ...current, stored }, version, compare)
  if (replay) return { action: 'no-op', verdicts: [expected], change: undefined, note: replay }
  const isReliedOn = [stored.status, version.status].some(status => isApproved(policy, status))
  const changesContent = !isSameContent(stored, version)
  const needed = isReliedOn && changesContent && 'promote'
  const permitted = permission(access, needed, version.contractId, approvedContent)
  const isBlind = policy.requireIfMatch && !precondition.namesState
  const named: Verdict = { rule: 'require_if_match', fault: isBlind ? blindOverwrite(stored) : undefined }
  const overwrite = await overwriteVerdicts(policy, stored, version, compare)
  // what is on its way out need not be mended before
  const isEnd = isEnding(version.status) && (await compare()).isSameButStatus
  const wasReliedOn = isApproved(policy, stored.status)
  const isMove = changesContent && wasReliedOn && (await compare()).isSameButStatus
  const isKept = isMove && (await keepsPromise(policy, current, version.status, documents.compare))
  const valid = isEnd ? [] : publishedValidity(validation, version)
  const verdicts = [permitted, expected, named, ...overwrite, ...valid]
  return publish('update', verdicts, {
    isCompared: changesContent && !isKept,
    isEnforced: isApproved(policy, version.status) && !isEnd,
  })
}

/** The plan for a stored version that moves to another status; its document changes in nothing else. */
export async function planStatusMove(
  policy: Policy,
  current: CurrentVersion & { stored: VersionState },
  move: StatusMove,
  asked: Asked,
): Promise<Plan> {
  const { access, precondition, documents, validation, isPreview } = asked
  const { stored } = current
  const expected: Verdict = { rule: 'precondition', fault: precondition.fault(stored) }
  const permitted = permission(access, move.force && 'admin', stored.contractId, 'force=true')
  const verdicts = [permitted, expected, ...statusVerdicts(policy, stored, move.status, move.force)]
  // what is refused need not be made
  if (verdicts.some(({ fault }) => fault)) return { action: 'status', verdicts, change: undefined }
  const text = { json: stored.json, source: await current.source() }
  const version = await documents.changeStatus(text, move.status, stored)
  // what a database keeps of the status may be cut or mended
  const announced = await announcement(current, move)
  if (version.json === stored.json && announced.isKnown) {
    return { action: 'no-op', verdicts: [permitted, expected], change: undefined }
  }
  // what is on its way out need not be mended before
  if (isEnforced(validation, move.status) && !isEnding(move.status)) {
    const judged = await documents.validate(version)
    verdicts.push({ rule: 'validation', fault: validationFault(judged, move.status, 'transition-refused') })
  }
  verdicts.push({ rule: 'successor', fault: await successorFault(current, move) })
  const { successor, sunset } = announced
  const isReliedOn = isApproved(policy, version.status)
  const isKept = await keepsPromise(policy, current, version.status, documents.compare)
  const compared = await compatibility(
    policy,
    current,
    {
      version,
      upload: comparableOf(version),
      isCompared: (isReliedOn || isPreview) && !isKept,
      isEnforced: isReliedOn && !isEnding(version.status),
    },
    verdicts,
    asked,
  )
  const { comparison, predecessor, record } = compared
  return {
    action: 'status',
    verdicts: [...verdicts, ...compared.verdicts],
    change: { operation: 'status', version, successor, sunset, compatibility: record },
    comparison,
    predecessor,
  }
}

/** How a version is compared with the ones before it, if it is. */
interface Judged {
  readonly isCompared: boolean
  /** Whether the policy refuses it, and does not only say what is wrong with it. */
  readonly isEnforced: boolean
}

const nothing: CompatibilityAnswer = {
  verdicts: [],
  record: undefined,
  comparison: undefined,
  predecessor: undefined,
}

/** What the version changes against the approved one before it; what is refused anyway need not be compared. */
async function compatibility(
  policy: Policy,
  current: CurrentVersion,
  judged: Judged & { readonly version: IndexedVersion; readonly upload: Comparable },
  verdicts: readonly Verdict[],
  { access, documents, override, isPreview }: Asked,
): Promise<CompatibilityAnswer> {
  const { isCompared, isEnforced, version, upload } = judged
  if (!isCompared || verdicts.some(({ fault }) => fault)) return nothing
  const compare = (base: Base) =>
    documents.differences(base, { ...upload, digest: version.digest }, policy.compatibility.levels)
  const asked = { policy, access, override, isEnforced, isPreview, compare }
  return checkCompatibility(current, { ...asked, identity: version })
}

/** The plan for a stored version that is deleted. */
export function planDeletion(
  policy: Policy,
  stored: VersionState,
  { precondition, force }: Pick<Asked, 'precondition'> & { force: boolean },
): Plan {
  const expected: Verdict = { rule: 'precondition', fault: precondition.fault(stored) }
  const verdicts = [expected, ...deletionVerdicts(policy, stored, force)]
  return { action: 'delete', verdicts, change: { operation: 'delete' } }
}

/** What the rule says that published documents must be valid, where there is one for the status. */
function publishedValidity(policy: ValidationPolicy, { status, validation }: UploadedVersion): Verdict[] {
  if (!validation || !isEnforced(policy, status)) return []
  return [{ rule: 'validation', fault: validationFault(validation, status, 'invalid-document') }]
}

const approvedContent = 'publishing a version that others rely on'

/** Whether the caller has what this change needs beyond the permission of its route; `false` when that is nothing. */
function permission(
  access: Access,
  needed: Permission | false,
  contractId: string,
  purpose: string,
): Verdict {
  const fault = needed === false ? undefined : accessFault(access, needed, contractId, purpose)
  return { rule: 'permission', fault }
}

function blindOverwrite({ version, revision }: VersionState): RegistryError {
  return new RegistryError(
    'precondition-required',
    `version ${JSON.stringify(version)} is there already, at revision ${revision}; send If-Match with the ETag of the state you mean to replace`,
  )
}
