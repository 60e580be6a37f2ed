import { createHash } from 'node:crypto'
import { digestOf } from './digest.ts'
import { memberOf, type ObjectNode, stringMember } from './document/node.ts'
import { parseJson } from './document/parse-json.ts'
import { RegistryError } from './errors.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { VersionIdentity } from './identity.ts'
import { ownersOf } from './owners.ts'
import { isJsonObject, markedDigest } from './stored-text.ts'

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
 * Makes a contract version of a document that was stored, and changed by the registry since.
 *
 * @throws RegistryError `invalid-document` when it is no JSON object.
 */
export function restoreContractVersion(
  stored: { readonly json: string; readonly source: Buffer | undefined },
  identity: VersionIdentity,
): ContractVersion {
  const document = readStored(stored.json)
  if (!document) {
    throw new RegistryError(
      'invalid-document',
      'the stored document is no JSON object that the registry can read, or has a key twice; publish a whole document instead',
    )
  }
  return contractVersionOf(document, identity, stored)
}

/** A contract version of the tree of its document, and of the texts that are stored of it. */
export function contractVersionOf(
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
