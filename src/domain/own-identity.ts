import { type DocumentNode, isNull, memberOf, type ObjectNode } from './document/node.ts'
import { findingAt } from './document/position.ts'
import type { Finding } from './errors.ts'
import { contractIdFault, type VersionIdentity, versionFault } from './identity.ts'

/** The names of a document that cannot be published under them. */
export interface IdentityFaults {
  readonly findings: readonly Finding[]
}

/**
 * The version that a document says it is. What it leaves out is taken from `fallback`; a document by ODCS 2.2 may also
 * name its contract as `uuid`.
 */
export function ownIdentity(
  root: ObjectNode,
  text: string,
  fallback: Partial<VersionIdentity>,
): VersionIdentity | IdentityFaults {
  const id = memberOf(root, 'id')
  const contractId = textOf(id) ?? fallback.contractId ?? textOf(memberOf(root, 'uuid'))
  const version = textOf(memberOf(root, 'version')) ?? fallback.version
  const findings = [
    ...findingsOf(root, text, 'id', contractId, contractIdFault),
    ...findingsOf(root, text, 'version', version, versionFault),
  ]
  return contractId === undefined || version === undefined || findings.length > 0
    ? { findings }
    : { contractId, version }
}

/** The text of a member; undefined for none and for null, and empty for a value of another kind. */
function textOf(node: DocumentNode | undefined): string | undefined {
  if (node === undefined || isNull(node)) return undefined
  return node.kind === 'string' ? node.value : ''
}

function findingsOf(
  root: ObjectNode,
  text: string,
  key: 'id' | 'version',
  name: string | undefined,
  faultOf: (name: string) => string | undefined,
): Finding[] {
  const node = memberOf(root, key)
  const fault = nameFault(node, key, name, faultOf)
  return fault === undefined ? [] : [findingAt(text, node?.offset ?? root.offset, node ? [key] : [], fault)]
}

function nameFault(
  node: DocumentNode | undefined,
  key: string,
  name: string | undefined,
  faultOf: (name: string) => string | undefined,
): string | undefined {
  if (node !== undefined && !isNull(node) && node.kind !== 'string')
    return `${key} must be text, not ${node.kind}${node.kind === 'number' ? '; write it in quotes' : ''}`
  return name === undefined ? `the document has no ${key}, by which it would be published` : faultOf(name)
}
