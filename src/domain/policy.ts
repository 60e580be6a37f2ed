import type { CompatibilityPolicy } from './compatibility/policy.ts'
import type { Comparison } from './contract-content.ts'
import type { ContractVersion } from './contract-version.ts'
import { type ErrorCode, RegistryError } from './errors.ts'
import { excerpt } from './excerpt.ts'
import { type Lifecycle, moveFault, normalStatus } from './lifecycle.ts'
import { selectorNameFault } from './selector.ts'
import { compareVersions, majorOf } from './version.ts'

/** What the registry lets happen to versions. */
export interface Policy extends Lifecycle {
  /** Whether publishing again may change the content of a version. */
  readonly overwrite: 'unless-approved' | 'always' | 'never'
  /** The statuses, in lower case, of versions that others rely on. */
  readonly approvedStatuses: readonly string[]
  /** `increasing`: a new version must be above the highest of its major line. */
  readonly versionOrder: 'any' | 'increasing'
  /** Whether a version can be overwritten only by a caller who says which state of it they have seen. */
  readonly requireIfMatch: boolean
  /** What new versions may change. */
  readonly compatibility: CompatibilityPolicy
}

/** What a rule says about a change that is asked for. */
export interface Verdict {
  /** The rule, by its name in the configuration or in HTTP. */
  readonly rule:
    | 'permission'
    | 'precondition'
    | 'validation'
    | 'require_if_match'
    | 'overwrite'
    | 'compatibility'
    | 'successor'
    | 'version_name'
    | 'version_order'
    | 'transitions'
    | 'approved_statuses'
    | 'store'
  /** Why the change is refused; undefined when the rule allows it. */
  readonly fault: RegistryError | undefined
  /** What it says beside that, such as why the change would be refused in another status. */
  readonly note?: string | undefined
}

/** What is stored, as far as the rules look at it. */
export interface StoredState {
  readonly version: string
  readonly json: string
  readonly fingerprint: string
  readonly status: string | undefined
}

/** Whether others rely on versions of this status. */
export function isApproved(policy: Pick<Policy, 'approvedStatuses'>, status: string | undefined): boolean {
  return policy.approvedStatuses.includes(normalStatus(status))
}

/** Whether a version of this status is on its way out. */
export function isEnding(status: string | undefined): boolean {
  return ['deprecated', 'retired'].includes(normalStatus(status))
}

/**
 * What the rules say about publishing over a stored version. The layout of a document is none of its content.
 *
 * @param compare of the stored document and the upload; asked only where it matters.
 */
export async function overwriteVerdicts(
  policy: Policy,
  stored: StoredState,
  upload: Pick<ContractVersion, 'status'>,
  compare: () => Promise<Pick<Comparison, 'isSameButStatus'>>,
): Promise<Verdict[]> {
  return [
    { rule: 'overwrite', fault: await overwriteFault(policy, stored, compare) },
    { rule: 'transitions', fault: transitionFault(policy, stored.status, upload.status) },
  ]
}

/** What the rules say about publishing a version that was not there before. */
export function creationVerdicts(
  policy: Policy,
  upload: ContractVersion,
  versions: readonly string[],
  allowDowngrade: boolean,
): Verdict[] {
  const orderFault = allowDowngrade ? undefined : versionOrderFault(policy, upload.version, versions)
  const nameFault = selectorNameFault(upload.version)
  return [
    {
      rule: 'version_name',
      fault: nameFault === undefined ? undefined : refused('invalid-request', nameFault),
    },
    { rule: 'version_order', fault: orderFault },
    { rule: 'transitions', fault: transitionFault(policy, undefined, upload.status) },
  ]
}

/** What the rules say about moving a stored version to another status. */
export function statusVerdicts(
  policy: Policy,
  stored: StoredState,
  status: string,
  force: boolean,
): Verdict[] {
  return [{ rule: 'transitions', fault: force ? undefined : transitionFault(policy, stored.status, status) }]
}

/** What the rules say about deleting a stored version. */
export function deletionVerdicts(
  policy: Policy,
  stored: Pick<StoredState, 'version' | 'status'>,
  force: boolean,
): Verdict[] {
  const fault =
    force || !isApproved(policy, stored.status)
      ? undefined
      : refused(
          'approved-version',
          `version ${quoted(stored.version)} is ${excerpt(stored.status ?? '')}, and versions of that status are not deleted; only drafts and proposals are`,
        )
  return [{ rule: 'approved_statuses', fault }]
}

function protectsContent(policy: Policy, status: string | undefined): boolean {
  if (policy.overwrite === 'always') return false
  return policy.overwrite === 'never' || isApproved(policy, status)
}

async function overwriteFault(
  policy: Policy,
  stored: StoredState,
  compare: () => Promise<Pick<Comparison, 'isSameButStatus'>>,
) {
  if (!protectsContent(policy, stored.status)) return undefined
  // a move of the status is no change of the content; whether it is allowed, the transitions say
  if ((await compare()).isSameButStatus) return undefined
  const status =
    normalStatus(stored.status) === 'none' ? 'has no status' : `is ${excerpt(stored.status ?? '')}`
  const rule =
    policy.overwrite === 'never'
      ? 'versions are never overwritten here'
      : 'the content of such a version is not changed'
  const back =
    policy.overwrite === 'never' ? '' : ', or move the status back to draft if you have the permission'
  return refused(
    'overwrite-refused',
    `version ${quoted(stored.version)} ${status} with fingerprint ${stored.fingerprint}, and ${rule}; publish a new version instead${back}`,
  )
}

function transitionFault(policy: Policy, from: string | undefined, to: string | undefined) {
  const fault = moveFault(policy, from, to)
  return fault === undefined ? undefined : refused('transition-refused', fault)
}

function versionOrderFault(policy: Policy, version: string, versions: readonly string[]) {
  if (policy.versionOrder === 'any') return undefined
  const major = majorOf(version)
  const highest = versions
    .filter(other => majorOf(other) === major)
    .sort(compareVersions)
    .at(-1)
  if (major === undefined || highest === undefined || compareVersions(version, highest) > 0) return undefined
  return refused(
    'version-order',
    `version ${quoted(version)} is not above ${quoted(highest)}, the highest of its major line; choose a higher one, or send allow_downgrade=true`,
  )
}

function refused(code: ErrorCode, detail: string): RegistryError {
  return new RegistryError(code, detail)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
