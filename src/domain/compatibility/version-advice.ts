import { inc, type SemVer } from 'semver'
import { strictVersion } from '../version-range.ts'
import type { Party, Protection } from './change.ts'
import type { Change } from './judge.ts'
import type { Differences } from './report.ts'

/** By how much a version is raised. */
export type Bump = 'major' | 'minor' | 'patch' | 'none'

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major']

/** Which version a changed contract should have. */
export interface VersionAdvice {
  readonly suggested: Bump
  /** The lowest version that is raised enough; undefined when nothing has changed. */
  readonly next: string | undefined
  /** What the versions say themselves; undefined when the new one has none. */
  readonly declared: Bump | undefined
  readonly isSufficient: boolean | undefined
}

/** How many changes break those whom the contract protects. */
export function brokenPromises(
  differences: Pick<Differences, 'breaks' | 'changes'>,
  protection: Protection,
): { readonly count: number; readonly changes: readonly Change[] } {
  const { breaks } = differences
  const parties = protectedParties[protection]
  if (parties.every(party => breaks[party] === 0)) return { count: 0, changes: [] }
  const broken = differences.changes.filter(change => parties.some(party => change.breaks.includes(party)))
  // what breaks both is one change; where not all changes are listed, the higher count is the least there is
  return { count: Math.max(broken.length, ...parties.map(party => breaks[party])), changes: broken }
}

const protectedParties: Readonly<Record<Protection, readonly Party[]>> = {
  consumer: ['consumers'],
  producer: ['producers'],
  full: ['consumers', 'producers'],
}

/** By how much changes should raise the version. What breaks consumers always is a new major version. */
export function bumpFor(
  { breaks, counts }: Pick<Differences, 'breaks' | 'counts'>,
  protection: Protection,
): Bump {
  if (breaks.consumers > 0 || (protection !== 'consumer' && breaks.producers > 0)) return 'major'
  if (counts.breaking > 0 || counts.compatible > 0) return 'minor'
  return counts.cosmetic > 0 ? 'patch' : 'none'
}

/**
 * Which version is to follow another one; undefined where they are no SemVer. Before version 1.0.0 a minor version may break.
 *
 * @param to the version that the changed contract has, when it has one.
 */
export function adviseVersion(from: string, to: string | undefined, needed: Bump): VersionAdvice | undefined {
  const base = strictVersion(from)
  const next = to === undefined ? undefined : strictVersion(to)
  if (!base || (to !== undefined && !next)) return undefined
  const suggested = base.major === 0 ? smaller(needed) : needed
  const declared = next && declaredBump(base, next)
  return {
    suggested,
    next: suggested === 'none' ? undefined : (inc(from, suggested) ?? undefined),
    declared,
    isSufficient: declared && (isSettled(base, next) || order.indexOf(declared) >= order.indexOf(suggested)),
  }
}

function smaller(bump: Bump): Bump {
  if (bump === 'major') return 'minor'
  return bump === 'minor' ? 'patch' : bump
}

function declaredBump(base: SemVer, next: SemVer): Bump {
  if (next.compareMain(base) <= 0) return 'none'
  if (next.major > base.major) return 'major'
  return next.minor > base.minor ? 'minor' : 'patch'
}

/** A pre-release promises nothing to the versions that follow it on the way to its release, nor to that. */
function isSettled(base: SemVer, next: SemVer): boolean {
  return base.prerelease.length > 0 && next.compare(base) > 0
}
