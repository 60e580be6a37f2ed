import { predecessorOf } from '../../domain/compatibility/record.ts'
import { withoutMark } from '../../domain/stored-text.ts'
import { lazyMember } from '../../lazy-member.ts'
import type { IndexedVersion } from '../../search/catalogue/indexed-version.ts'
import type { VersionEntry } from '../entry.ts'
import type { StoredVersion, VersionState, VersionSummary } from '../store.ts'
import { documentColumns, optionalText } from './columns.ts'
import type { StateRow, SummaryRow } from './queries.ts'
import type { ContractRow } from './tables.ts'

type ReadRow = Pick<
  ContractRow,
  'contractId' | 'version' | 'json' | 'fingerprint' | 'status' | 'digest' | 'revision'
> & {
  /** What was kept of its last comparison, where that is read with it. */
  readonly compared?: string | null
}

/** A row as the version that a read answers. */
export function storedVersion(row: ReadRow): StoredVersion {
  const { contractId, version, json, fingerprint, status, digest, revision, compared } = row
  const predecessor = compared ? predecessorOf(version, JSON.parse(compared)) : undefined
  return {
    contractId,
    version,
    json,
    fingerprint,
    status: status ?? undefined,
    digest: digest ?? '',
    revision,
    ...(predecessor !== undefined && { predecessor }),
  }
}

/** A row as a version that is kept and may be sent many times: its bytes are made once, when they are first sent. */
export function keptVersion(row: Parameters<typeof storedVersion>[0]): StoredVersion {
  const stored = storedVersion(row)
  let bytes: Buffer | undefined
  const make = () => {
    bytes ??= ownBytes(withoutMark(stored.json))
    return bytes
  }
  // not enumerable: it says nothing that the document does not, and is no part of a copy that has another one
  return Object.defineProperty(stored, 'bytes', { value: make })
}

const withJson = lazyMember('json')

/** A row as a version that is kept as the bytes it is sent as; its text is made of them each time it is asked for. */
export function bytesVersion(row: Parameters<typeof storedVersion>[0]): StoredVersion & { bytes(): Buffer } {
  const text = ownBytes(row.json)
  const sent = text.subarray(text.length - Buffer.byteLength(withoutMark(row.json)))
  const { json: _, ...others } = storedVersion({ ...row, json: '' })
  const stored = withJson(others, () => text.toString())
  return Object.defineProperty(stored as typeof stored & { bytes(): Buffer }, 'bytes', { value: () => sent })
}

/** The bytes of a text in memory of their own. Short ones that share some with others keep all of it, as long as they are kept. */
function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}

/** A row as what is known of the version without its document. */
export function summaryOf(row: Omit<SummaryRow, 'derivedFrom' | 'releaseRank'>): VersionSummary {
  return {
    contractId: row.contractId,
    version: row.version,
    name: row.name,
    status: row.status ?? undefined,
    owner: row.owner ?? undefined,
    domain: row.domain ?? undefined,
    fingerprint: row.fingerprint,
    revision: row.revision,
    createdAt: row.createdAt,
    createdBy: row.createdBy ?? undefined,
    updatedAt: row.updatedAt ?? row.createdAt,
    updatedBy: row.updatedBy ?? undefined,
  }
}

/** A row as all that is known of the version, provided that this service has written or taken it over. */
export function stateOf(row: Omit<StateRow, 'derivedFrom' | 'releaseRank'>): VersionState {
  return { ...storedVersion(row), ...summaryOf(row) }
}

/** A version as a change leaves it. */
export function stateAfter(
  { revision, time, caller }: Pick<VersionEntry, 'revision' | 'time' | 'caller'>,
  version: IndexedVersion,
  made: Pick<ContractRow, 'createdAt' | 'createdBy'>,
): VersionState {
  const { contractId, version: name } = version
  const written = { revision, updatedAt: time, updatedBy: optionalText(caller) }
  return stateOf({ contractId, version: name, ...made, ...documentColumns(version), ...written })
}
