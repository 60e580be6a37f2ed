import { compareVersions, highestVersion } from '../domain/version.ts'
import type { VersionEntry } from './entry.ts'

/** What `metadata.json` says of a version. */
interface VersionMetadata {
  readonly version: string
  readonly status?: string | undefined
  readonly revision?: number
  readonly created_at?: string
  readonly created_by?: string | undefined
  readonly updated_at?: string
  readonly updated_by?: string | undefined
  readonly change_notes?: string | undefined
}

/** What `metadata.json` says of a contract, as far as the registry goes by it. */
export interface ContractMetadata {
  readonly created_at?: string
  /** In git, the object that the copy of the latest version was when this was written. */
  readonly latest_object?: string
  readonly versions: readonly VersionMetadata[]
}

/** Reads `metadata.json`. What cannot be read, because somebody has edited it, is left out. */
export function readMetadata(text: string | undefined): ContractMetadata {
  const { versions, created_at, latest_object } = (parsed(text ?? '{}') ?? {}) as Partial<
    Record<keyof ContractMetadata, unknown>
  >
  const isVersion = (one: unknown): one is VersionMetadata =>
    typeof one === 'object' && one !== null && typeof (one as VersionMetadata).version === 'string'
  return {
    versions: Array.isArray(versions) ? versions.filter(isVersion) : [],
    ...(typeof created_at === 'string' && { created_at }),
    ...(typeof latest_object === 'string' && { latest_object }),
  }
}

/**
 * `metadata.json` after an entry.
 *
 * @param versions those that the contract has then.
 * @param latestObject see `ContractMetadata`.
 */
export function metadataText(
  entry: VersionEntry,
  before: ContractMetadata,
  versions: readonly string[],
  latestObject?: string,
): Buffer {
  const { contractId, version, state, revision, caller, reason } = entry
  const time = entry.time.toISOString()
  const known = new Map(before.versions.map(one => [one.version, one]))
  const former = known.get(version)
  if (state)
    known.set(version, {
      ...{ version, status: state.status, revision },
      created_at: former?.created_at ?? time,
      created_by: former ? former.created_by : caller,
      ...{ updated_at: time, updated_by: caller, change_notes: reason },
    })
  const latest = highestVersion(versions) ?? version
  const metadata = {
    id: contractId,
    latest_version: latest,
    status: known.get(latest)?.status,
    created_at: before.created_at ?? time,
    updated_at: time,
    latest_object: latestObject,
    versions: versions
      .toSorted((one, other) => compareVersions(other, one))
      .map(one => known.get(one) ?? { version: one }),
  }
  return Buffer.from(`${JSON.stringify(metadata, undefined, 2)}\n`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
