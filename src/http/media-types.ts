import type { DocumentFormat } from '../domain/contract-version.ts'

/** What the media types of a document mean; RFC 9512 registers the first of the YAML ones. */
const formats = new Map<string, DocumentFormat>(
  Object.entries({
    'application/json': 'json',
    'application/yaml': 'yaml',
    'text/yaml': 'yaml',
    'application/x-yaml': 'yaml',
    'text/x-yaml': 'yaml',
    'application/*': 'json',
    '*/*': 'json',
  }),
)

export const yamlMediaTypes = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/x-yaml']

/** The content types that documents are sent with. */
export const contentTypes: Record<DocumentFormat, string> = {
  json: 'application/json; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
}

/** The format of a request body by its Content-Type, whose parameters do not matter. */
export function formatOfBody(contentType: string | undefined): DocumentFormat {
  return formats.get(mediaTypeOf(contentType ?? '')) ?? 'json'
}

/**
 * The format an `Accept` field prefers (RFC 9110, section 12.5.1): YAML when it stands above JSON, and JSON
 * otherwise, also for fields that name neither, as dc43 answers every request.
 */
export function preferredFormat(accept: string | undefined): DocumentFormat {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json'
  let best: { format: DocumentFormat; quality: number; specific: boolean } | undefined
  for (const range of accept.split(',')) {
    const mediaType = mediaTypeOf(range)
    const format = formats.get(mediaType)
    const quality = qualityOf(range)
    if (format === undefined || quality === 0) continue
    const specific = !mediaType.endsWith('*')
    const better = !best || quality > best.quality || (quality === best.quality && specific && !best.specific)
    if (better) best = { format, quality, specific }
  }
  return best?.format ?? 'json'
}

function mediaTypeOf(field: string): string {
  return (field.split(';', 1)[0] ?? '').trim().toLowerCase()
}

function qualityOf(range: string): number {
  const weight = /;\s*q\s*=\s*([0-9.]+)/i.exec(range)?.[1]
  const quality = weight === undefined ? 1 : Number(weight)
  return Number.isFinite(quality) ? Math.min(quality, 1) : 0
}
