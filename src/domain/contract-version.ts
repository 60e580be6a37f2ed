import { createHash } from 'node:crypto'
import { ambiguousScalars } from './ambiguous-scalars.ts'
import { digestOf } from './digest.ts'
import { type DocumentNode, memberOf, type ObjectNode, stringMember } from './document/node.ts'
import { parseJson } from './document/parse-json.ts'
import { parseYaml } from './document/parse-yaml.ts'
import { findingAt } from './document/position.ts'
import { writeJson } from './document/write-json.ts'
import { type Finding, RegistryError } from './errors.ts'
import { quotedExcerpt } from './excerpt.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { VersionIdentity } from './identity.ts'
import { describe, isNamedByUuid, rootFaults } from './odcs.ts'
import { type IdentityFaults, ownIdentity } from './own-identity.ts'
import { ownersOf } from './owners.ts'
import { isJsonObject, markedDigest } from './stored-text.ts'
import { decodeUtf8 } from './utf8.ts'

/** The two ways a document is written. */
export type DocumentFormat = 'json' | 'yaml'

/** A contract version with everything that is derived from its document. */
export interface ContractVersion extends VersionIdentity, DerivedFields {
  /** The document's `name`, else its contract id. */
  readonly name: string
  /** The document's `description.usage`, when it is text. */
  readonly description: string | undefined
  /** The document as compact ASCII JSON, in the author's member order and number tokens. */
  readonly json: string
  /** The exact bytes of a YAML upload. */
  readonly source: Buffer | undefined
  /** The dc43 fingerprint, see `fingerprint.ts`. */
  readonly fingerprint: string
}

/** A contract version beside the tree of its document, of which others make what they need. */
export interface ParsedVersion {
  readonly version: ContractVersion
  readonly document: ObjectNode
}

/** A contract version that is uploaded, beside the text in which the places of its tree are. */
export interface ParsedUpload extends ParsedVersion {
  readonly text: string
}

/** What the registry answers about a document beside the document, and must derive when another program stored it. */
export interface DerivedFields {
  /** The document's `status`, when it is text. */
  readonly status: string | undefined
  /** The first name of its owner, see `owners.ts`. */
  readonly owner: string | undefined
  /** The document's `domain`, when it is text. */
  readonly domain: string | undefined
  /** Changes whenever the stored document does, be it by one byte; made from the JSON and the YAML source. See `stored-text.ts`. */
  readonly digest: string
}

/**
 * Makes a contract version of an uploaded document. A missing `id` or `version` is filled in from `identity`.
 *
 * @throws RegistryError `malformed-document` when it is not JSON or YAML, `invalid-document` when it breaks a rule;
 *   the findings name every fault and its place.
 */
export function readContractVersion(upload: Uploaded, identity: VersionIdentity): ParsedUpload {
  return readNamed(upload, (root, text) => {
    const findings = [
      ...identityFindings(root, text, 'id', identity.contractId, 'contract id'),
      ...identityFindings(root, text, 'version', identity.version, 'version'),
    ]
    return findings.length > 0 ? { findings } : identity
  })
}

/**
 * Makes a contract version of an uploaded document that says itself which version it is.
 *
 * @param contractId that of a document which does not name its contract.
 * @throws RegistryError as `readContractVersion`.
 */
export function readSelfNamedVersion(upload: Uploaded, contractId: string): ParsedUpload {
  return readNamed(upload, (root, text) => ownIdentity(root, text, { contractId }))
}

interface Uploaded {
  readonly bytes: Buffer
  readonly format: DocumentFormat
}

/** Finds out which version a document is. */
type Naming = (root: ObjectNode, text: string) => VersionIdentity | IdentityFaults

function readNamed(upload: Uploaded, naming: Naming): ParsedUpload {
  const text = decoded(upload.bytes)
  const root = parseDocument(text, upload.format)
  const { checked, identity } = checkedDocument(root, { text, format: upload.format }, naming)
  const document = identified(checked, identity)
  const source = upload.format === 'yaml' ? upload.bytes : undefined
  const version = contractVersionOf(document, identity, { json: writeJson(document), source })
  return { version, document, text }
}

/**
 * Makes a contract version of a document that was stored, and changed by the registry since.
 *
 * @throws RegistryError `invalid-document` when it is no JSON object.
 */
export function restoreContractVersion(
  stored: { readonly json: string; readonly source: Buffer | undefined },
  identity: VersionIdentity,
): ParsedVersion {
  const document = readStored(stored.json)
  if (!document) {
    throw new RegistryError(
      'invalid-document',
      'the stored document is no JSON object that the registry can read, or has a key twice; publish a whole document instead',
    )
  }
  return { version: contractVersionOf(document, identity, stored), document }
}

function contractVersionOf(
  document: ObjectNode,
  { contractId, version }: VersionIdentity,
  { json, source }: { readonly json: string; readonly source: Buffer | undefined },
): ContractVersion {
  const description = memberOf(document, 'description')
  return {
    contractId,
    version,
    name: stringMember(document, 'name') || contractId,
    description: (description?.kind === 'object' && stringMember(description, 'usage')) || undefined,
    json,
    source,
    fingerprint: fingerprintOf(document),
    ...derived(document, json, source),
  }
}

/**
 * A contract version of a document that somebody stored, whatever it is. What is no JSON object has no name, status or
 * the like; its fingerprint is that of its text.
 */
export function acceptContractVersion(
  stored: { readonly json: string; readonly source: Buffer | undefined },
  identity: VersionIdentity,
): { readonly version: ContractVersion; readonly document: ObjectNode | undefined } {
  const document = readStored(stored.json)
  if (document) return { version: contractVersionOf(document, identity, stored), document }
  return {
    version: unreadVersion(stored, identity, derived(undefined, stored.json, stored.source)),
    document,
  }
}

/** A contract version of a stored document that takes too much memory to be read. */
export function acceptUnreadVersion(
  stored: { readonly json: string; readonly source: Buffer | undefined },
  identity: VersionIdentity,
): ContractVersion {
  const digest = markedDigest(digestOf(stored.json, stored.source), false)
  return unreadVersion(stored, identity, { status: undefined, owner: undefined, domain: undefined, digest })
}

function unreadVersion(
  { json, source }: { readonly json: string; readonly source: Buffer | undefined },
  { contractId, version }: VersionIdentity,
  fields: DerivedFields,
): ContractVersion {
  const fingerprint = createHash('sha256').update(json).digest('hex')
  return {
    contractId,
    version,
    name: contractId,
    description: undefined,
    json,
    source,
    fingerprint,
    ...fields,
  }
}

/** What is derived of a stored document beside its tree; one that is no JSON object has no tree. */
export interface ParsedDocument {
  readonly derived: DerivedFields
  readonly document: ObjectNode | undefined
}

/** Derives from a document that some other program stored, whatever it is: no JSON object has no status. */
export function deriveDocument(json: string): ParsedDocument {
  const document = readStored(json)
  return { derived: derived(document, json, undefined), document }
}

/** Derives from a document that takes too much memory to be read: its digest only. */
export function deriveUnread(json: string): DerivedFields {
  const digest = markedDigest(digestOf(json, undefined), false)
  return { status: undefined, owner: undefined, domain: undefined, digest }
}

function derived(document: ObjectNode | undefined, json: string, source: Buffer | undefined): DerivedFields {
  return {
    status: document && stringMember(document, 'status'),
    owner: document && ownersOf(document)[0],
    domain: document && stringMember(document, 'domain'),
    digest: markedDigest(digestOf(json, source), document !== undefined || isJsonObject(json)),
  }
}

/** A stored document as a tree, or undefined when it is no JSON object. */
export function readStored(json: string): ObjectNode | undefined {
  try {
    const root = parseJson(json)
    return root.kind === 'object' ? root : undefined
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}

/** @throws RegistryError `malformed-document`. */
export function parseDocument(text: string, format: DocumentFormat): DocumentNode {
  return format === 'json' ? parseJson(text) : parseYaml(text)
}

/**
 * The text of a document.
 *
 * @throws RegistryError `malformed-document` when it is not UTF-8.
 */
export function decoded(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  if (text !== undefined) return text
  throw new RegistryError('malformed-document', 'the document is not UTF-8 text; send it in UTF-8')
}

function checkedDocument(
  root: DocumentNode,
  { text, format }: { readonly text: string; readonly format: DocumentFormat },
  naming: Naming,
): { checked: ObjectNode; identity: VersionIdentity } {
  if (root.kind !== 'object') {
    throw invalid([
      findingAt(text, root.offset, [], `the document is ${describe(root)}; expected an object of ODCS keys`),
    ])
  }
  const findings = contentFindings(root, { text, format })
  const identity = naming(root, text)
  if ('findings' in identity) {
    const known = new Set(findings.map(({ pointer }) => pointer))
    throw invalid([...findings, ...identity.findings.filter(({ pointer }) => !known.has(pointer))])
  }
  if (findings.length > 0) throw invalid(findings)
  return { checked: root, identity }
}

/** What keeps a document from being published, whatever its identity is. */
export function contentFindings(
  root: ObjectNode,
  { text, format }: { readonly text: string; readonly format: DocumentFormat },
): Finding[] {
  const findings = rootFaults(root).map(({ member, detail, atKey }) => {
    return findingAt(text, atKey ? member.offset : member.value.offset, [member.key], detail)
  })
  // of what can be read in two ways, that it can is the fault
  for (const finding of format === 'yaml' ? ambiguousScalars(root, text) : []) {
    const known = findings.findIndex(({ pointer }) => pointer === finding.pointer)
    findings.splice(known < 0 ? findings.length : known, known < 0 ? 0 : 1, finding)
  }
  return findings
}

function identityFindings(
  root: ObjectNode,
  text: string,
  key: string,
  wanted: string,
  what: string,
): Finding[] {
  const node = memberOf(root, key)
  if (node?.kind !== 'string' || node.value === wanted) return []
  const detail = `${key} is ${quotedExcerpt(node.value)}, but the request path has the ${what} ${quotedExcerpt(wanted, 255)}`
  return [findingAt(text, node.offset, [key], detail)]
}

function invalid(findings: Finding[]): RegistryError {
  const [first] = findings
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more: see errors)` : ''
  return new RegistryError(
    'invalid-document',
    `the document is not a valid contract: ${first?.detail}${more}`,
    findings,
  )
}

/** The document with `version` and `id` in place, ahead of the rest where its author left them out. */
function identified(document: ObjectNode, identity: VersionIdentity): ObjectNode {
  const wanted = new Map([['version', identity.version]])
  if (!isNamedByUuid(document)) wanted.set('id', identity.contractId)
  const members = document.members.map(member => {
    const value = wanted.get(member.key)
    if (value === undefined) return member
    wanted.delete(member.key)
    return { ...member, value: { kind: 'string', offset: member.value.offset, value } as const }
  })
  const missing = [...wanted].map(([key, value]) => {
    return { key, offset: 0, value: { kind: 'string', offset: 0, value } as const }
  })
  return { ...document, members: [...missing, ...members] }
}
