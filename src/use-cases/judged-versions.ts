import type { FindingCounts } from '../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../domain/identity.ts'
import type { ReadableStore } from '../stores/store.ts'

/** A version with how many findings a validation has made in it; undefined where it has not looked at it yet, or cannot. */
export type Judged<Version> = Version & { readonly validation: FindingCounts | undefined }

/** Adds to some versions what a validation has found in them. */
export async function judged<Version extends VersionIdentity>(
  store: ReadableStore,
  versions: readonly Version[],
): Promise<Judged<Version>[]> {
  const found = await store.validations(versions)
  return versions.map(version => ({ ...version, validation: found.get(versionKey(version)) }))
}
