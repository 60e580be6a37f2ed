import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { RegistryError } from '../../domain/errors.ts'

/** RFC 9512 registers the first; the others are what it is called as well. */
export const yamlMediaTypes = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/x-yaml']

/** The media types of a document by its format. */
const mediaTypes: Record<DocumentFormat, readonly string[]> = {
  json: ['application/json'],
  yaml: yamlMediaTypes,
}

/** The content types that documents are sent with. */
export const contentTypes: Record<DocumentFormat, string> = {
  json: 'application/json; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
}

/** The format of a request body by its Content-Type, of whose parameters only the charset matters, see `charset.ts`. */
export function formatOfBody(contentType: string | undefined): DocumentFormat {
  return mediaTypes.yaml.includes(mediaTypeOf(contentType ?? '')) ? 'yaml' : 'json'
}

/**
 * The format an `Accept` field prefers (RFC 9110, section 12.5.1): of each, the most specific range that matches it tells
 * how much it is wanted. JSON is sent where nothing says otherwise, also for fields that name neither, as dc43 answers
 * every request.
 *
 * @throws RegistryError `not-acceptable` when JSON is excluded and YAML is not wanted.
 */
export function preferredFormat(accept: string | undefined): DocumentFormat {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json'
  const ranges = accept.split(',').map(rangeOf)
  const json = matchOf('json', ranges)
  const yaml = matchOf('yaml', ranges)
  if (yaml && yaml.quality > 0 && (!json || isPreferred(yaml, json))) return 'yaml'
  if (json?.quality !== 0) return 'json'
  throw new RegistryError(
    'not-acceptable',
    'Accept excludes application/json and does not ask for application/yaml; these are the representations there are',
  )
}

/**
 * The media type that an `Accept` field prefers of some; undefined when it wants none of them. Without a field, or where
 * two are wanted as much and neither is named, the first.
 */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0]
  const ranges = accept.split(',').map(rangeOf)
  const wanted = offered.flatMap(type => {
    const names = [type, `${type.split('/', 1)[0]}/*`, '*/*', '*']
    const name = names.find(one => ranges.some(({ mediaType }) => mediaType === one))
    const range = ranges.find(({ mediaType }) => mediaType === name)
    return range && range.quality > 0 ? [{ ...range, type, isNamed: name === type }] : []
  })
  const [best] = wanted.sort((a, b) => {
    return b.quality - a.quality || Number(b.isNamed) - Number(a.isNamed) || (a.isNamed ? a.at - b.at : 0)
  })
  return best?.type
}

interface MediaRange {
  readonly mediaType: string
  /** From 0, not at all, to 1. */
  readonly quality: number
  /** Where it stands in the field. */
  readonly at: number
}

function rangeOf(text: string, at: number): MediaRange {
  return { mediaType: mediaTypeOf(text), quality: qualityOf(text), at }
}

/** What matches both formats, the more specific first. */
const wildcards = ['application/*', '*/*', '*']

interface Match extends MediaRange {
  readonly isNamed: boolean
}

/** The most specific of the ranges that match a format; of its names, the one that is wanted most. */
function matchOf(format: DocumentFormat, ranges: readonly MediaRange[]): Match | undefined {
  const named = ranges.filter(({ mediaType }) => mediaTypes[format].includes(mediaType))
  const [name] = named.sort((a, b) => b.quality - a.quality)
  if (name) return { ...name, isNamed: true }
  for (const wildcard of wildcards) {
    const range = ranges.find(({ mediaType }) => mediaType === wildcard)
    if (range) return { ...range, isNamed: false }
  }
  return undefined
}

/** Of two that are wanted as much, the one that was named, or named first. */
function isPreferred(yaml: Match, json: Match): boolean {
  if (yaml.quality !== json.quality) return yaml.quality > json.quality
  if (yaml.isNamed !== json.isNamed) return yaml.isNamed
  return yaml.at < json.at
}

function mediaTypeOf(field: string): string {
  return (field.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** A weight that cannot be read is none. */
function qualityOf(range: string): number {
  const weight = /;\s*q\s*=\s*([0-9.]+)/i.exec(range)?.[1]
  const quality = weight === undefined ? 1 : Number(weight)
  return Number.isFinite(quality) ? Math.min(quality, 1) : 1
}
