import type { Comparison } from '../domain/contract-content.ts'
import type { ContractVersion } from '../domain/contract-version.ts'
import type { IndexedVersion } from '../search/catalogue/indexed-version.ts'
import { mostIndexed } from '../search/catalogue/version-index.ts'
import type { Change, CurrentVersion, VersionState } from '../stores/store.ts'

/**
 * Why an upload leaves a version as it is; undefined when it is to be stored. Layout counts: YAML of other bytes and
 * JSON in another order of members are stored, so that what is read is what was sent. But JSON says nothing about the
 * layout of YAML, so a JSON upload does not replace a YAML text that has the same value.
 */
export async function replayNote(
  current: CurrentVersion & { stored: VersionState },
  upload: ContractVersion,
  compare: () => Promise<Comparison>,
): Promise<string | undefined> {
  const { stored } = current
  if (upload.digest === stored.digest) return 'nothing changes: the version is this document already'
  if (upload.source || !isSameContent(stored, upload)) return undefined
  const { isSameText, isSameValue } = await compare()
  if (!(await current.source())) {
    return isSameText
      ? 'nothing changes: the version is this document already, but for white space'
      : undefined
  }
  return isSameValue
    ? 'nothing changes: the version is this document already, as YAML; JSON of the same value leaves its YAML text as it is; send YAML to replace that'
    : undefined
}

/** Whether two documents mean the same to the ODCS model. */
export function isSameContent(stored: VersionState, upload: ContractVersion): boolean {
  return stored.fingerprint === upload.fingerprint
}

interface Noted {
  readonly change: Change | undefined
  /** Why there is nothing to do. */
  readonly note?: string | undefined
}

/** What a caller should know about a plan before it is carried out. */
export async function noteOn({ change, note }: Noted, current: CurrentVersion): Promise<string | undefined> {
  if (change?.operation !== 'publish') return note
  const notes = [await replacementNote(change.version, current), cutNote(change.version)]
  return notes.filter(text => text !== undefined).join('; ') || note
}

async function replacementNote(
  version: ContractVersion,
  current: CurrentVersion,
): Promise<string | undefined> {
  const { stored } = current
  if (!stored) return undefined
  if (!version.source && (await current.source())) {
    return `JSON takes the place of the YAML text, which can still be read with revision=${stored.revision}`
  }
  return isSameContent(stored, version) ? 'the layout changes, the content does not' : undefined
}

function cutNote(version: IndexedVersion): string | undefined {
  const { cut } = version.index()
  if (cut.length === 0) return undefined
  const parts = cut.map(part => `the first ${mostIndexed[part].toLocaleString('en')} ${part}`)
  return `searches and lists find of this document ${parts.join(', ')} only`
}
