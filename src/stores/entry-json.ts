import { z } from 'zod'
import { operations } from '../domain/history.ts'
import { decodeUtf8 } from '../domain/utf8.ts'
import type { Entry, EntryDocument, EntryState, LinkEntry, VersionEntry } from './entry.ts'

/** A point in time, as a text with milliseconds in UTC. */
export const time = z
  .string()
  .refine(isTime, 'expected a time such as 2026-03-31T12:00:00.000Z')
  .transform(text => new Date(text))

const document = z
  .object({ json: z.string(), yaml: z.string().optional(), yaml_base64: z.string().optional() })
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

const state = z.object({
  name: z.string(),
  status: z.string().optional(),
  fingerprint: z.string(),
  document: document.optional(),
})

const compatibility = z.object({
  against: z.string(),
  class: z.enum(['breaking', 'compatible', 'cosmetic', 'none', 'unknown']),
  counts: z.object({ breaking: z.int(), compatible: z.int(), cosmetic: z.int() }),
  breaks: z.object({ consumers: z.boolean(), producers: z.boolean() }),
  overridden: z.boolean(),
})

const versionMembers = z
  .object({
    kind: z.literal('version'),
    id: z.string().min(1),
    // empty names are those of rows that other programs stored
    contract_id: z.string(),
    version: z.string(),
    operation: z.enum(operations),
    revision: z.int32().min(1),
    time,
    caller: z.string().optional(),
    reason: z.string().optional(),
    request_id: z.string().optional(),
    successor: z.string().nullable().optional(),
    sunset: time.optional(),
    compatibility: compatibility.optional(),
    state: state.optional(),
  })
  .refine(
    line => line.operation === 'external' || (line.state === undefined) === (line.operation === 'delete'),
    {
      path: ['state'],
      message: 'does not fit the operation: only deletions leave no state',
    },
  )

const linkMembers = z.object({
  kind: z.literal('link'),
  id: z.string().min(1),
  dataset_id: z.string(),
  dataset_version: z.string(),
  contract_id: z.string(),
  contract_version: z.string(),
  linked_at: time,
  linked_by: z.string().optional(),
})

/** An entry as JSON. Members that are not known are passed over, so that later releases may add some. */
export const entrySchema = z
  .discriminatedUnion('kind', [versionMembers, linkMembers])
  .transform((read): Entry => (read.kind === 'version' ? versionEntry(read) : linkEntry(read)))

/** An entry as JSON has it. */
export type EntryJson = z.input<typeof entrySchema>

/**
 * An entry as what `JSON.stringify` writes in one line and `entrySchema` reads. Documents are texts in it, so that no
 * number, key or byte of theirs changes.
 */
export function entryForJson(entry: Entry): EntryJson {
  if (entry.kind === 'link') return linkForJson(entry)
  // members that are undefined are left out of the text
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
    compatibility: entry.compatibility,
    state: entry.state && stateForJson(entry.state),
  }
}

function linkForJson({ id, kind, link }: LinkEntry): EntryJson {
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

function stateForJson({ name, status, fingerprint, document }: EntryState): z.input<typeof state> {
  return {
    name,
    status,
    fingerprint,
    document: document && { json: document.json, ...sourceForJson(document.source) },
  }
}

/** YAML stands there as text, for people to read it; bytes that are no UTF-8 in Base64. */
function sourceForJson(source: Buffer | undefined): Omit<z.input<typeof document>, 'json'> {
  if (source === undefined) return {}
  const yaml = decodeUtf8(source)
  return yaml === undefined ? { yaml_base64: base64(source) } : { yaml }
}

function versionEntry(read: z.output<typeof versionMembers>): VersionEntry {
  return {
    kind: read.kind,
    id: read.id,
    contractId: read.contract_id,
    version: read.version,
    operation: read.operation,
    revision: read.revision,
    time: read.time,
    caller: read.caller,
    reason: read.reason,
    requestId: read.request_id,
    successor: read.successor,
    sunset: read.sunset,
    compatibility: read.compatibility,
    state: read.state && {
      name: read.state.name,
      status: read.state.status,
      fingerprint: read.state.fingerprint,
      document: read.state.document && documentOf(read.state.document),
    },
  }
}

function documentOf({ json, yaml, yaml_base64 }: z.output<typeof document>): EntryDocument {
  if (yaml !== undefined) return { json, source: Buffer.from(yaml) }
  return { json, source: yaml_base64 === undefined ? undefined : fromBase64(yaml_base64) }
}

function linkEntry(read: z.output<typeof linkMembers>): LinkEntry {
  return {
    kind: read.kind,
    id: read.id,
    link: {
      datasetId: read.dataset_id,
      datasetVersion: read.dataset_version,
      contractId: read.contract_id,
      contractVersion: read.contract_version,
      linkedAt: read.linked_at,
      linkedBy: read.linked_by,
    },
  }
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
