import { type Access, accessFault, type Permission } from '../domain/access.ts'
import { type ContractVersion, restoreContractVersion } from '../domain/contract-version.ts'
import { withStatus } from '../domain/document/set-status.ts'
import { RegistryError } from '../domain/errors.ts'
import {
  creationVerdicts,
  deletionVerdicts,
  isApproved,
  isReplay,
  overwriteVerdicts,
  type Policy,
  statusVerdicts,
  type Verdict,
} from '../domain/policy.ts'
import type { Change, CurrentVersion, VersionState } from '../stores/store.ts'

/** What a caller says about the state in which a version must be for his change. */
export interface Precondition {
  /** Why the version is not in that state; undefined when it is, or when any will do. */
  fault(stored: VersionState | undefined): RegistryError | undefined
  /** Whether the caller named the state that is to be replaced. */
  readonly namesState: boolean
}

/** What is the same for all changes that are asked for. */
export interface Asked {
  readonly access: Access
  readonly precondition: Precondition
}

/** What a request would do to a version, and what the rules say about it. */
export interface Plan {
  readonly action: 'create' | 'update' | 'status' | 'delete' | 'no-op'
  readonly verdicts: readonly Verdict[]
  /** Undefined when there is nothing to do. */
  readonly change: Change | undefined
}

/** A move to another status, and what is to be told about it. */
export interface StatusMove {
  readonly status: string
  readonly successor: string | undefined
  readonly sunset: Date | undefined
  /** Whether the table of transitions is set aside. */
  readonly force: boolean
}

/** The plan for a document that is published. */
export async function planPublication(
  policy: Policy,
  current: CurrentVersion,
  version: ContractVersion,
  { access, precondition, allowDowngrade }: Asked & { allowDowngrade: boolean },
): Promise<Plan> {
  const { stored } = current
  const expected: Verdict = { rule: 'precondition', fault: precondition.fault(stored) }
  const isReliedOn = [stored?.status, version.status].some(status => isApproved(policy, status))
  const permitted = permission(access, isReliedOn && 'promote', version.contractId, approvedContent)
  if (!stored) {
    const versions = policy.versionOrder === 'increasing' ? await current.versions() : []
    const verdicts = [permitted, expected, ...creationVerdicts(policy, version, versions, allowDowngrade)]
    return { action: 'create', verdicts, change: { operation: 'publish', version } }
  }
  if (isReplay(policy, stored, version)) return { action: 'no-op', verdicts: [expected], change: undefined }
  const isBlind = policy.requireIfMatch && !precondition.namesState
  const named: Verdict = { rule: 'require_if_match', fault: isBlind ? blindOverwrite(stored) : undefined }
  const verdicts = [permitted, expected, named, ...overwriteVerdicts(policy, stored, version)]
  return { action: 'update', verdicts, change: { operation: 'publish', version } }
}

/** The plan for a stored version that moves to another status; its document changes in nothing else. */
export async function planStatusMove(
  policy: Policy,
  current: CurrentVersion & { stored: VersionState },
  move: StatusMove,
  { access, precondition }: Asked,
): Promise<Plan> {
  const { stored } = current
  const expected: Verdict = { rule: 'precondition', fault: precondition.fault(stored) }
  const permitted = permission(access, move.force && 'admin', stored.contractId, 'force=true')
  const document = withStatus({ json: stored.json, source: await current.source() }, move.status)
  // what a database keeps of the status may be cut or mended
  if (document.json === stored.json && (await isAnnounced(current, move))) {
    return { action: 'no-op', verdicts: [permitted, expected], change: undefined }
  }
  const verdicts = [permitted, expected, ...statusVerdicts(policy, stored, move.status, move.force)]
  const version = restoreContractVersion(document, stored)
  const { successor, sunset } = move
  return { action: 'status', verdicts, change: { operation: 'status', version, successor, sunset } }
}

/** Whether a move says nothing about the end of the version which was not said with the last change already. */
async function isAnnounced(current: CurrentVersion, { successor, sunset }: StatusMove): Promise<boolean> {
  if (successor === undefined && sunset === undefined) return true
  const last = await current.lastEvent()
  return last?.successor === successor && last?.sunset?.getTime() === sunset?.getTime()
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
