import type { CompatibilityRules } from '../domain/compatibility/policy.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { knownStatuses } from '../domain/lifecycle.ts'
import { isApproved, type Policy } from '../domain/policy.ts'
import { majorOf, releaseRank, versionOrder } from '../domain/version.ts'
import { mostStatusesLeftOut } from '../stores/highest-query.ts'
import type { CurrentVersion, DocumentState } from '../stores/store.ts'
import type { ReliedState } from './approved-content.ts'

/** A state of a version that others rely on, and with which another one is compared. */
export interface Base {
  /** What it is called: a version, or one of its revisions as `1.2.0@3`. */
  readonly name: string
  readonly version: string
  /** Which document it has, without a look at it. */
  readonly state: string
  /** The document; undefined when it is not there any more. */
  document(): Promise<string | undefined>
}

/** How many versions are looked at first; there is seldom an unapproved one among them. */
const firstLook = 4

/**
 * With what a version is compared: first with the approved one before it, then, if the rules want it, with the other ones of
 * its major line, at last with its own content on which others rely, or did. They are read as they are asked for.
 */
export async function* basesOf(
  policy: Policy,
  current: CurrentVersion,
  { version }: Pick<VersionIdentity, 'version'>,
  { against }: CompatibilityRules,
  relied: () => Promise<ReliedState | undefined>,
): AsyncGenerator<Base> {
  let isFirst = true
  for await (const base of approvedBefore(policy, current)) {
    if (!isFirst && !isOfLine(base, version)) break
    yield base
    if (against === 'previous') break
    isFirst = false
  }
  const own = await relied()
  if (own) {
    const { revision, fingerprint, document } = own
    yield {
      name: `${version}@${revision}`,
      version,
      state: stateOf({ version, revision, fingerprint }),
      document,
    }
  }
}

/** The approved versions before, in the order in which the latest one would be chosen among them. */
async function* approvedBefore(policy: Policy, current: CurrentVersion): AsyncGenerator<Base> {
  const without = knownStatuses(policy).filter(status => !isApproved(policy, status))
  let seen = 0
  for (let limit = firstLook; ; limit *= 16) {
    const { versions, isAll } = await current.earlier({
      without: without.slice(0, mostStatusesLeftOut),
      limit,
    })
    for (const one of versions.slice(seen)) {
      if (!isApproved(policy, one.status)) continue
      const { version } = one
      yield { name: version, version, state: stateOf(one), document: () => current.documentOf(one) }
    }
    if (isAll) return
    seen = versions.length
  }
}

function stateOf({ version, revision, fingerprint }: DocumentState): string {
  return JSON.stringify([version, revision, fingerprint])
}

function isOfLine(base: Base, version: string): boolean {
  return (
    versionOrder(base.version).releaseRank === releaseRank.release &&
    majorOf(base.version) === majorOf(version)
  )
}
