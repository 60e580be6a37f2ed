import { ambiguousScalars } from './ambiguous-scalars.ts'
import { type ContractVersion, contractVersionOf } from './contract-version.ts'
import { type DocumentNode, memberOf, type ObjectNode } from './document/node.ts'
import { findingAt } from './document/position.ts'
import { type DocumentFormat, decoded, parseDocument } from './document/read-document.ts'
import { writeJson } from './document/write-json.ts'
import { type Finding, RegistryError } from './errors.ts'
import { quotedExcerpt } from './excerpt.ts'
import type { VersionIdentity } from './identity.ts'
import { describe, isNamedByUuid, rootFaults } from './odcs.ts'
import { type IdentityFaults, ownIdentity } from './own-identity.ts'

/** A contract version that is uploaded, beside the tree of its document and the text in which its places are. */
export interface ParsedUpload {
  readonly version: ContractVersion
  readonly document: ObjectNode
  /** As it was sent: what it leaves out of its identity is not filled in. */
  readonly sent: ObjectNode
  readonly text: string
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
  return { version, document, sent: checked, text }
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
