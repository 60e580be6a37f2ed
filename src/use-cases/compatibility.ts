import { type Access, accessFault } from '../domain/access.ts'
import { type ContractComparison, comparisonOf } from '../domain/compatibility/comparison.ts'
import { adviserOf, type CompatibilityRules, rulesFor, stricter } from '../domain/compatibility/policy.ts'
import { type CompatibilityRecord, recordOf } from '../domain/compatibility/record.ts'
import type { Differences } from '../domain/compatibility/report.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Policy, Verdict } from '../domain/policy.ts'
import type { CurrentVersion } from '../stores/store.ts'
import { reliedState } from './approved-content.ts'
import { type Base, basesOf } from './compatibility-bases.ts'
import { incompatibility, mayRefuse, misread } from './compatibility-fault.ts'

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
  /** Whether the rules refuse the version, and do not only tell what is wrong with it. */
  readonly isEnforced: boolean
  /** Whether the caller wants to know all that the rules say, also where they refuse nothing. */
  readonly isPreview: boolean
  /** In what the document differs from that of a base; undefined when there is none any more. */
  compare(base: Base): Promise<Differences | undefined>
}

/** What is known of a version against the approved one before it. */
export interface CompatibilityAnswer {
  readonly verdicts: readonly Verdict[]
  readonly record: CompatibilityRecord | undefined
  readonly comparison: ContractComparison | undefined
  /** The approved version before it. */
  readonly predecessor: string | undefined
}

/** A comparison with one of the versions before, and why the rules refuse it. */
interface Checked {
  readonly base: Base
  /** Undefined where the two could not be compared; `note` says why. */
  readonly result: { readonly differences: Differences; readonly comparison: ContractComparison } | undefined
  readonly fault: RegistryError | undefined
  readonly note: string | undefined
  /** Whether the rules may refuse the version for what it changes of others. */
  readonly isStrict: boolean
}

/** Compares a version with the approved ones before it, and says whether the policy allows what it changes. */
export async function checkCompatibility(
  current: CurrentVersion,
  question: CompatibilityQuestion,
): Promise<CompatibilityAnswer> {
  const { policy, identity, override, isEnforced, isPreview } = question
  const permission = override && permissionVerdict(question)
  const rules = rulesFor(policy.compatibility, identity.contractId)
  const checked: Checked[] = []
  const relied = () => reliedState(policy, current, isEnforced || isPreview)
  for await (const base of basesOf(policy, current, identity, rules, relied)) {
    const one = await checkAgainst(base, question, rules)
    if (!one) continue
    checked.push(one)
    if (one.fault || !one.isStrict || !(isEnforced || isPreview)) break
  }
  const [previous] = checked
  const refused = checked.find(({ fault }) => fault)
  const isAllowed = refused !== undefined && isEnforced && override !== undefined
  const note = previous ? previous.note : nothingBefore(identity.version)
  const verdict: Verdict = {
    rule: 'compatibility',
    fault: isEnforced && !isAllowed ? refused?.fault : undefined,
    note: refused?.fault?.message ?? note,
  }
  const kept = isAllowed ? refused : previous
  const predecessor = previous?.base.version
  return {
    verdicts: [...(permission ? [permission] : []), verdict],
    record: kept?.result && recordOf(kept.base.name, kept.result.differences, isAllowed),
    comparison: (refused ?? previous)?.result?.comparison,
    predecessor: predecessor === identity.version ? undefined : predecessor,
  }
}

function nothingBefore(version: string): string {
  return `there is no approved version before ${quotedName(version)} in the order of versions, so there is nothing that it could break`
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

async function checkAgainst(
  base: Base,
  question: CompatibilityQuestion,
  rules: CompatibilityRules,
): Promise<Checked | undefined> {
  const { contractId, version } = question.identity
  const differences = await question.compare(base).catch((error: unknown) => {
    return notCompared(base, error, question.isEnforced && !question.override && mayRefuse(rules))
  })
  if (typeof differences === 'string')
    return { base, result: undefined, fault: undefined, note: differences, isStrict: mayRefuse(rules) }
  if (!differences) return undefined
  const compatibility = differences.wishes.reduce(
    (all: CompatibilityRules['compatibility'], wish) => stricter(all, wish.protection),
    rules.compatibility,
  )
  const asked = { ...rules, compatibility }
  const compared = {
    contractId,
    from: { name: base.name, version: base.version },
    to: { name: version, version },
  }
  const comparison = comparisonOf(compared, differences, adviserOf(asked))
  return {
    base,
    result: { differences, comparison },
    fault: incompatibility({ version, base, rules: asked, differences, bump: comparison.bump }),
    note: [differences.note, misread(base, differences)].filter(Boolean).join('; ') || undefined,
    isStrict: mayRefuse(asked),
  }
}

/** Why two documents could not be compared, where that stops nobody. */
function notCompared(base: Base, error: unknown, isNeeded: boolean): string {
  const isUnreadable = error instanceof RegistryError && error.code === 'not-acceptable'
  const isTooLarge = error instanceof RegistryError && error.code === 'document-too-large'
  if (!isUnreadable && (!isTooLarge || isNeeded)) throw error
  return `it is not compared with ${quotedName(base.name)}: ${error.message}`
}
