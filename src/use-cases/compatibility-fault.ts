import type { Protection } from '../domain/compatibility/change.ts'
import { IncompatibleChange } from '../domain/compatibility/incompatible-change.ts'
import type { CompatibilityRules } from '../domain/compatibility/policy.ts'
import type { Differences } from '../domain/compatibility/report.ts'
import { brokenPromises, type VersionAdvice } from '../domain/compatibility/version-advice.ts'
import { quotedName } from '../domain/excerpt.ts'
import { releaseRank, stableLineOf, versionOrder } from '../domain/version.ts'
import type { Base } from './compatibility-bases.ts'

const override = 'or a steward sends allow_breaking=true with a reason'

const protectedParties: Readonly<Record<Protection, string>> = {
  consumer: 'consumers',
  producer: 'producers',
  full: 'consumers or producers',
}

/** A version that is compared with another one, and by what it is judged. */
export interface Comparee {
  readonly version: string
  readonly base: Base
  readonly rules: CompatibilityRules
  readonly differences: Differences
  readonly bump: VersionAdvice | undefined
}

/** Whether there is anything that the rules refuse. */
export function mayRefuse({ compatibility, onBreaking, onSmallBump }: CompatibilityRules): boolean {
  return (compatibility !== 'none' && onBreaking !== 'report') || onSmallBump === 'refuse'
}

/** Why the rules refuse a version for what it changes of another one; undefined when they do not. */
export function incompatibility(compared: Comparee): IncompatibleChange | undefined {
  const { version, base, rules, differences, bump } = compared
  // a pre-release promises nothing
  if (versionOrder(base.version).releaseRank === releaseRank.preRelease) return undefined
  const isNewLine = stableLineOf(base.version) !== stableLineOf(version)
  const isGuarded = rules.onBreaking === 'refuse' || (rules.onBreaking === 'major' && !isNewLine)
  const breaking = isGuarded ? breakingChange(compared) : undefined
  if (breaking || rules.onSmallBump !== 'refuse' || bump?.isSufficient !== false) return breaking
  return refusal(
    `version ${quotedName(version)} is too low for what it changes of ${quotedName(base.name)}; publish it as ${bump.next} or higher; ${override}`,
    differences.changes,
    bump,
  )
}

function breakingChange(compared: Comparee): IncompatibleChange | undefined {
  const { version, base, rules, differences, bump } = compared
  const { compatibility } = rules
  if (compatibility === 'none') return undefined
  const [named, before] = [quotedName(version), quotedName(base.name)]
  const way = wayOut(compared)
  if (differences.class === 'unknown') {
    // what was promised by a document that nobody can judge is not known either
    if (differences.unjudged !== 'after') return undefined
    const detail = `version ${named} may break anybody who relies on ${before}: ${differences.note}; ${way}; ${override}`
    return refusal(detail, differences.changes, bump)
  }
  const broken = brokenPromises(differences, compatibility)
  if (broken.count === 0) return undefined
  const changes = broken.count === 1 ? '1 change that breaks' : `${broken.count} changes that break`
  const detail = `version ${named} has ${changes} ${protectedParties[compatibility]} of ${before}; ${way}; ${override}`
  const slip = misread(base, differences)
  return refusal(slip === undefined ? detail : `${detail}; ${slip}`, broken.changes, bump)
}

/** What is wrong with how the authors ask for protection, of which more is asked for then; undefined for nothing. */
export function misread(base: Base, { wishes: [before, after] }: Differences): string | undefined {
  return after?.fault ?? (before?.fault && `in ${quotedName(base.name)} ${before.fault}`)
}

function wayOut({ version, base, rules, bump }: Comparee): string {
  if (rules.onBreaking === 'refuse') return 'add what is new beside what is there, and keep that'
  const line = stableLineOf(version)
  if (line === undefined)
    return `publish it under a version of numbers with dots, such as ${dotted(version)}: other names are one line, in which nothing may break`
  const kind = line.startsWith('0.') ? 'minor' : 'major'
  const next = bump?.suggested === kind && base.version !== version ? `, ${bump.next} or higher` : ''
  return `publish it as a new ${kind} version${next}`
}

/** A date is written with dots by those who count by dates: its year is the major number then. */
function dotted(version: string): string {
  const [, ...date] = /^v?([0-9]{4})\D([0-9]{1,2})\D([0-9]{1,2})(?![0-9])/.exec(version) ?? []
  return date.length === 0 ? '1.0.0' : date.map(Number).join('.')
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
