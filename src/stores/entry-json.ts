import { z } from 'zod'
import { operations } from '../domain/history.ts'
import type { Entry } from './entry.ts'

/** A text that need not be there. */
const text = z.string().optional()
const time = z.iso.datetime().transform(value => new Date(value))

const document = z
  .object({ json: z.string(), source: z.base64().optional() })
  .transform(({ json, source }) => ({
    json,
    source: source === undefined ? undefined : Buffer.from(source, 'base64'),
  }))

const state = z.object({
  name: z.string(),
  status: text,
  fingerprint: z.string(),
  document: document.optional(),
})

const versionEntry = z.object({
  kind: z.literal('version'),
  id: z.string(),
  contractId: z.string(),
  version: z.string(),
  operation: z.enum(operations),
  revision: z.int(),
  time,
  caller: text,
  reason: text,
  requestId: text,
  successor: z.string().nullish(),
  sunset: time.optional(),
  state: state.optional(),
})

const link = z.object({
  datasetId: z.string(),
  datasetVersion: z.string(),
  contractId: z.string(),
  contractVersion: z.string(),
  linkedAt: time,
  linkedBy: text,
})

const linkEntry = z.object({ kind: z.literal('link'), id: z.string(), link })

/** An entry as JSON. Members that are not known are passed over, so that later releases may add some. */
export const entrySchema = z.discriminatedUnion('kind', [versionEntry, linkEntry]).transform(
  (read): Entry =>
    read.kind === 'link'
      ? { ...read, link: { ...read.link, linkedBy: read.link.linkedBy } }
      : {
          ...read,
          caller: read.caller,
          reason: read.reason,
          requestId: read.requestId,
          successor: read.successor,
          sunset: read.sunset,
          state: read.state && {
            ...read.state,
            status: read.state.status,
            document: read.state.document,
          },
        },
)

/** An entry as what `JSON.stringify` writes and `entrySchema` reads: in one line, with the YAML bytes in Base64. */
export function entryForJson(entry: Entry): object {
  const source = entry.kind === 'version' ? entry.state?.document?.source : undefined
  if (entry.kind === 'link' || !source) return entry
  const { json } = entry.state?.document ?? { json: '' }
  return { ...entry, state: { ...entry.state, document: { json, source: source.toString('base64') } } }
}
