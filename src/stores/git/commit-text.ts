import { storable } from '../../domain/storable.ts'
import type { Entry, VersionEntry } from '../entry.ts'
import { EntryTextError, readEntry, writeEntry } from '../entry-text.ts'

/**
 * How the document of an entry stands in the files of its commit:
 * - `json`: the very text. `lines`: the same on many lines.
 * - `yaml`: the bytes of the upload; the JSON is what reading them gives.
 * - `both`: the bytes of the upload, and JSON that reading them does not give.
 * - `none`: there is no document, or it was never seen.
 */
const documentForms = ['json', 'lines', 'yaml', 'both', 'none'] as const
export type DocumentForm = (typeof documentForms)[number]

/** What a commit of the registry says at the end of its message. */
export interface CommittedEntry {
  /** Without its document, which is in the files. */
  readonly entry: Entry
  readonly form: DocumentForm
}

const formTrailer = 'Dc43-Document: '
/** What the last line of the message of each commit of the registry begins with. */
export const entryTrailer = 'Dc43-Entry: '

/**
 * The message of the commit of an entry: what was done, why, and at its very end the entry. What a caller writes stands
 * before that, so it cannot pass for it.
 */
export function commitMessage(entry: Entry, form: DocumentForm): string {
  const reason = entry.kind === 'version' ? readable(entry.reason ?? '').trim() : ''
  const trailers = `${formTrailer}${form}\n${entryTrailer}${writeEntry(withoutDocument(entry))}`
  return `${[subjectOf(entry), reason, trailers].filter(part => part !== '').join('\n\n')}\n`
}

/** What the message of a commit says, if it may be one of the registry's. */
export function readCommitMessage(message: string): CommittedEntry | undefined {
  const [last = '', before = ''] = message.trimEnd().split('\n').reverse()
  const form = documentForms.find(one => before === `${formTrailer}${one}`)
  if (!last.startsWith(entryTrailer) || form === undefined) return undefined
  try {
    return { entry: readEntry(last.slice(entryTrailer.length)), form }
  } catch (error) {
    if (error instanceof EntryTextError) return undefined
    throw error
  }
}

function subjectOf(entry: Entry): string {
  if (entry.kind === 'version')
    return oneLine(`${verbOf(entry)} ${entry.contractId} ${entry.version}${moveOf(entry)}`)
  const { datasetId, datasetVersion, contractId, contractVersion } = entry.link
  return oneLine(`Link ${datasetId} ${datasetVersion} to ${contractId} ${contractVersion}`)
}

function verbOf({ operation }: VersionEntry): string {
  const verbs = {
    create: 'Publish',
    update: 'Publish',
    status: 'Move',
    delete: 'Delete',
    external: 'Take over',
  }
  return verbs[operation]
}

function moveOf({ operation, state }: VersionEntry): string {
  return operation === 'status' ? ` to ${state?.status ?? 'no status'}` : ''
}

function withoutDocument(entry: Entry): Entry {
  if (entry.kind !== 'version' || !entry.state) return entry
  return { ...entry, state: { ...entry.state, document: undefined } }
}

/** Text that git takes in a message: no NUL, and no controls of terminals. */
function readable(text: string): string {
  return storable(text)
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n|\t)\p{Cc}/gu, '\ufffd')
}

function oneLine(text: string): string {
  return readable(text)
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .trim()
}
