import { digestOf } from '../domain/digest.ts'
import { hasSameValue, type LocalDocument } from './local-documents.ts'
import type { FetchedDocument, Format, Registry, Summary, VersionName } from './registry.ts'

/** How a file and the version in the registry relate; `layout`: they mean the same and are written in another way. */
export type Difference = 'unchanged' | 'layout' | 'changed' | 'new'

/** Whether an entity tag is that of a version with this digest, in whatever revision. */
export function isTagOf(etag: string, digest: string | undefined): boolean {
  return digest !== undefined && etag.slice(etag.indexOf('-') + 1) === `${digest}"`
}

/** Compares a file with the registry, which is asked for what it knows only. */
export async function differenceOf(
  registry: Registry,
  document: LocalDocument,
  known: ReadonlyMap<string, Summary>,
): Promise<Difference> {
  const summary = known.get(document.version)
  if (!summary) return 'new'
  if (document.fingerprint !== summary.fingerprint) return 'changed'
  const etag = await registry.etagOf(document)
  if (etag === undefined) return 'new'
  if (isTagOf(etag, document.digest)) return 'unchanged'
  if (document.format === 'yaml') return 'layout'
  const { bytes, etag: current } = await registry.document(document, 'json')
  const isYaml = !isTagOf(current, digestOf(bytes, undefined))
  return isYaml && (await hasSameValue(document, bytes)) ? 'unchanged' : 'layout'
}

/**
 * The document of a version in the format that it was published in. Its digest tells which one that is: it was made of the
 * JSON, and of the YAML where there is one.
 */
export async function originalDocument(
  registry: Registry,
  name: VersionName,
): Promise<{ readonly bytes: Buffer; readonly format: Format }> {
  const json = await registry.document(name, 'json')
  if (isTagOf(json.etag, digestOf(json.bytes, undefined))) return { bytes: json.bytes, format: 'json' }
  const yaml = await registry.document(name, 'yaml')
  // it has changed between the two requests
  if (revisionOf(yaml) !== revisionOf(json)) return originalDocument(registry, name)
  const isSource = isTagOf(json.etag, digestOf(json.bytes, yaml.bytes))
  return isSource ? { bytes: yaml.bytes, format: 'yaml' } : { bytes: json.bytes, format: 'json' }
}

function revisionOf({ etag }: FetchedDocument): string {
  return etag.slice(0, etag.indexOf('-'))
}
