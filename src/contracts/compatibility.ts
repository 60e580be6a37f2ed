import { type Access, accessFault } from '../domain/access.ts'
import type { Protection } from '../domain/compatibility/change.ts'
import { type ContractComparison, comparisonOf } from '../domain/compatibility/comparison.ts'
import { IncompatibleChange } from '../domain/compatibility/incompatible-change.ts'
import { adviserOf, type CompatibilityRules, rulesFor, stricter } from '../domain/compatibility/policy.ts'
import { type CompatibilityRecord, recordOf } from '../domain/compatibility/record.ts'
import type { Differences } from '../domain/compatibility/report.ts'
import { brokenPromises, type VersionAdvice } from '../domain/compatibility/version-advice.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { isApproved, type Policy, type Verdict } from '../domain/policy.ts'
import { compareVersions, majorOf, releaseRank, versionOrder } from '../domain/version.ts'
import type { CurrentVersion } from '../stores/store.ts'
import type { Upload } from '../workers/indexed-documents.ts'

/** A caller's wish that a change is made although it breaks others. */
export interface Override {
  readonly reason: string | undefined
}

/** What is asked about a document that is to be a version. */
export interface CompatibilityQuestion {
  readonly policy: Policy
  readonly access: Access
  readonly override: Override | undefined
  readonly identity: VersionIdentity
  /** The status that the version will have. */
  readonly status: string | undefined
  /** The document, as its author wrote it. */
  readonly upload: Upload
  compare(stored: string, upload: Upload): Promise<Differences>
}

/** What is known of a version against the approved one before it. */
export interface CompatibilityAnswer {
  readonly verdicts: readonly Verdict[]
  readonly record: CompatibilityRecord | undefined
  readonly comparison: ContractComparison | undefined
}

/** A comparison with one of the versions before, and why the policy refuses it. */
interface Checked {
  readonly base: string
  readonly differences: Differences
  readonly comparison: ContractComparison
  readonly fault: RegistryError | undefined
}

/** Compares a version with the approved ones before it, and says whether the policy allows what it changes. */
export async function checkCompatibility(
  current: CurrentVersion,
  question: CompatibilityQuestion,
): Promise<CompatibilityAnswer> {
  const { policy, identity, override } = question
  const permission = override && permissionVerdict(question)
  const rules = rulesFor(policy.compatibility, identity.contractId)
  const bases = basesOf(policy, identity.version, await current.statuses())
  const checked: Checked[] = []
  for (const base of rules.against === 'line' ? bases : bases.slice(0, 1)) {
    const one = await checkAgainst(base, current, question, rules)
    if (one) checked.push(one)
    if (one?.fault) break
  }
  const [previous] = checked
  const refused = checked.find(({ fault }) => fault)
  const isEnforced = isApproved(policy, question.status)
  const isAllowed = refused !== undefined && isEnforced && override !== undefined
  const fault = isEnforced && !isAllowed ? refused?.fault : undefined
  const verdict: Verdict = { rule: 'compatibility', fault, note: refused?.fault?.message }
  return {
    verdicts: [...(permission ? [permission] : []), ...(previous ? [verdict] : [])],
    record: previous && recordOf(previous.base, previous.differences, isAllowed),
    comparison: (refused ?? previous)?.comparison,
  }
}

/** Who sets the rule aside has to be a steward, and to say why. */
function permissionVerdict({ access, identity, override }: CompatibilityQuestion): Verdict {
  const fault = accessFault(access, 'promote', identity.contractId, 'allow_breaking=true')
  const unsaid = override?.reason?.trim()
    ? undefined
    : new RegistryError(
        'invalid-request',
        'allow_breaking=true needs a reason for the history: send DC43-Change-Reason',
      )
  return { rule: 'permission', fault: fault ?? unsaid }
}

/**
 * The approved releases below a version, the highest first: those of its major line, or of the first of a line the highest
 * of all below.
 */
function basesOf(
  policy: Policy,
  version: string,
  statuses: readonly { readonly version: string; readonly status: string | undefined }[],
): string[] {
  const below = statuses
    .filter(one => isApproved(policy, one.status) && compareVersions(one.version, version) < 0)
    .map(one => one.version)
    .filter(one => versionOrder(one).releaseRank === releaseRank.release)
    .sort((a, b) => compareVersions(b, a))
  const line = below.filter(one => majorOf(one) === majorOf(version))
  return line.length > 0 ? line : below.slice(0, 1)
}

async function checkAgainst(
  base: string,
  current: CurrentVersion,
  { identity, upload, compare }: CompatibilityQuestion,
  rules: CompatibilityRules,
): Promise<Checked | undefined> {
  const json = await current.documentOf(base)
  const differences = json === undefined ? undefined : await compare(json, upload)
  if (!differences) return undefined
  const { contractId, version } = identity
  const compatibility = differences.wishes.reduce(
    (all: CompatibilityRules['compatibility'], wish) => stricter(all, wish ?? 'none'),
    rules.compatibility,
  )
  const asked = { ...rules, compatibility }
  const compared = { contractId, from: { name: base, version: base }, to: { name: version, version } }
  const comparison = comparisonOf(compared, differences, adviserOf(asked))
  return { base, differences, comparison, fault: faultOf(identity, base, asked, differences, comparison) }
}

function faultOf(
  { version }: VersionIdentity,
  base: string,
  rules: CompatibilityRules,
  differences: Differences,
  { bump }: ContractComparison,
): RegistryError | undefined {
  if (differences.class === 'unknown') return undefined
  const { compatibility, onBreaking, onSmallBump } = rules
  const broken = compatibility === 'none' ? undefined : brokenPromises(differences, compatibility)
  const isNewLine = isNewMajor(base, version, bump)
  if (broken && broken.count > 0 && (onBreaking === 'refuse' || (onBreaking === 'major' && !isNewLine))) {
    const way =
      onBreaking === 'major'
        ? `publish it as a new ${bump?.suggested ?? 'major'} version${bump?.next ? `, ${bump.next} or higher` : ''}`
        : 'add what is new beside what is there, and keep that'
    return refusal(
      `version ${quotedName(version)} has ${count(broken.count, 'change')} that ${broken.count === 1 ? 'breaks' : 'break'} ${whom(compatibility)} of ${quotedName(base)}; ${way}; or a steward sends allow_breaking=true with a reason`,
      broken.changes,
      bump,
    )
  }
  if (onSmallBump !== 'refuse' || bump?.isSufficient !== false) return undefined
  return refusal(
    `version ${quotedName(version)} is too low for what it changes of ${quotedName(base)}; publish it as ${bump.next} or higher; or a steward sends allow_breaking=true with a reason`,
    differences.changes,
    bump,
  )
}

/** Before 1.0.0 a minor version may break as a major one may later. */
function isNewMajor(base: string, version: string, bump: VersionAdvice | undefined): boolean {
  if (majorOf(base) !== majorOf(version)) return true
  return majorOf(version) === '0' && (bump?.declared === 'minor' || bump?.declared === 'major')
}

function whom(protection: Protection | 'none'): string {
  return { none: 'nobody', consumer: 'consumers', producer: 'producers', full: 'consumers or producers' }[
    protection
  ]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function refusal(
  detail: string,
  changes: Differences['changes'],
  bump: VersionAdvice | undefined,
): IncompatibleChange {
  const findings = changes.map(({ rule, detail: said, after: { pointer, line, column } }) => {
    return { detail: said, pointer, line, column, rule }
  })
  return new IncompatibleChange(detail, findings, bump)
}
