import { z } from 'zod'
import { operations } from '../domain/history.ts'
import { decodeUtf8 } from '../domain/utf8.ts'
import type { Entry, EntryDocument, EntryState, LinkEntry, VersionEntry } from './entry.ts'

/** A line is not an entry. The message says what is wrong, and where in the line. */
export class EntryTextError extends Error {}

const time = z
  .string()
  .refine(isTime, 'expected a time such as 2026-03-31T12:00:00.000Z')
  .transform(text => new Date(text))

const document = z
  .strictObject({ json: z.string(), yaml: z.string().optional(), yaml_base64: z.string().optional() })
  .refine(({ yaml, yaml_base64 }) => yaml === undefined || yaml_base64 === undefined, {
    message: 'has both yaml and yaml_base64; expected one of them',
  })
  .refine(({ yaml }) => yaml === undefined || yaml.isWellFormed(), {
    path: ['yaml'],
    message: 'is not valid Unicode text: it has half of a surrogate pair; expected yaml_base64',
  })
  .refine(({ yaml_base64: text }) => text === undefined || text === base64(fromBase64(text)), {
    path: ['yaml_base64'],
    message: 'is not Base64',
  })

const state = z.strictObject({
  name: z.string(),
  status: z.string().optional(),
  fingerprint: z.string(),
  document: document.optional(),
})

const versionLine = z
  .strictObject({
    kind: z.literal('version'),
    id: z.string().min(1),
    contract_id: z.string().min(1),
    version: z.string().min(1),
    operation: z.enum(operations),
    revision: z.int32().min(1),
    time,
    caller: z.string().optional(),
    reason: z.string().optional(),
    request_id: z.string().optional(),
    successor: z.string().nullable().optional(),
    sunset: time.optional(),
    state: state.optional(),
  })
  .refine(
    line => line.operation === 'external' || (line.state === undefined) === (line.operation === 'delete'),
    {
      path: ['state'],
      message: 'does not fit the operation: only deletions leave no state',
    },
  )

const linkLine = z.strictObject({
  kind: z.literal('link'),
  id: z.string().min(1),
  dataset_id: z.string(),
  dataset_version: z.string(),
  contract_id: z.string(),
  contract_version: z.string(),
  linked_at: time,
  linked_by: z.string().optional(),
})

const entryLine = z.discriminatedUnion('kind', [versionLine, linkLine])

/**
 * An entry as one line of JSON, without the end of the line. Of each entry there is one such text, and `readEntry` makes
 * the same entry of it: documents are strings in it, so that no number, key or byte of theirs changes.
 */
export function writeEntry(entry: Entry): string {
  return JSON.stringify(entry.kind === 'version' ? versionMembers(entry) : linkMembers(entry))
}

/**
 * The entry that a line holds.
 *
 * @throws EntryTextError when it holds none.
 */
export function readEntry(line: string): Entry {
  const { data, error } = entryLine.safeParse(parsed(line))
  if (error) throw new EntryTextError(explain(error))
  return data.kind === 'version' ? versionEntry(data) : linkEntry(data)
}

type Written<Line extends z.ZodType> = z.input<Line>

// members that are undefined are left out of the text

function versionMembers(entry: VersionEntry): Written<typeof versionLine> {
  return {
    kind: entry.kind,
    id: entry.id,
    contract_id: entry.contractId,
    version: entry.version,
    operation: entry.operation,
    revision: entry.revision,
    time: entry.time.toISOString(),
    caller: entry.caller,
    reason: entry.reason,
    request_id: entry.requestId,
    successor: entry.successor,
    sunset: entry.sunset?.toISOString(),
    state: entry.state && stateMembers(entry.state),
  }
}

function stateMembers({ name, status, fingerprint, document }: EntryState): Written<typeof state> {
  return {
    name,
    status,
    fingerprint,
    document: document && { json: document.json, ...sourceMembers(document.source) },
  }
}

/** YAML stands in the line as text, for people to read it; bytes that are no UTF-8 are told in Base64. */
function sourceMembers(source: Buffer | undefined): Pick<Written<typeof document>, 'yaml' | 'yaml_base64'> {
  if (source === undefined) return {}
  const yaml = decodeUtf8(source)
  return yaml === undefined ? { yaml_base64: base64(source) } : { yaml }
}

function linkMembers({ id, kind, link }: LinkEntry): Written<typeof linkLine> {
  return {
    kind,
    id,
    dataset_id: link.datasetId,
    dataset_version: link.datasetVersion,
    contract_id: link.contractId,
    contract_version: link.contractVersion,
    linked_at: link.linkedAt.toISOString(),
    linked_by: link.linkedBy,
  }
}

function versionEntry(line: z.output<typeof versionLine>): VersionEntry {
  return {
    kind: line.kind,
    id: line.id,
    contractId: line.contract_id,
    version: line.version,
    operation: line.operation,
    revision: line.revision,
    time: line.time,
    caller: line.caller,
    reason: line.reason,
    requestId: line.request_id,
    successor: line.successor,
    sunset: line.sunset,
    state: line.state && {
      name: line.state.name,
      status: line.state.status,
      fingerprint: line.state.fingerprint,
      document: line.state.document && documentOf(line.state.document),
    },
  }
}

function documentOf({ json, yaml, yaml_base64 }: z.output<typeof document>): EntryDocument {
  if (yaml !== undefined) return { json, source: Buffer.from(yaml) }
  return { json, source: yaml_base64 === undefined ? undefined : fromBase64(yaml_base64) }
}

function linkEntry(line: z.output<typeof linkLine>): LinkEntry {
  return {
    kind: line.kind,
    id: line.id,
    link: {
      datasetId: line.dataset_id,
      datasetVersion: line.dataset_version,
      contractId: line.contract_id,
      contractVersion: line.contract_version,
      linkedAt: line.linked_at,
      linkedBy: line.linked_by,
    },
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new EntryTextError(`not JSON: ${jsonFault(error as Error)}`)
  }
}

/** What the parser says without its quotation of the line, which may be confidential. */
function jsonFault({ message }: Error): string {
  const place = /at position \d+/.exec(message)?.[0]
  return place ? `unexpected character ${place}` : 'it ends too early'
}

function explain({ issues: [issue] }: z.ZodError): string {
  const place = (issue?.path ?? []).join('.')
  return place === '' ? String(issue?.message) : `${place}: ${issue?.message}`
}

function isTime(text: string): boolean {
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64')
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
