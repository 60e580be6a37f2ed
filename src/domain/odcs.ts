import { closestName } from '../closest-name.ts'
import type { DocumentNode, Member, ObjectNode } from './document/node.ts'
import { isNull, memberOf } from './document/node.ts'
import { excerpt, quotedExcerpt } from './excerpt.ts'

/** What a member of the document root may hold, by the ODCS JSON Schemas 3.0.0 to 3.2.0. `null` is always allowed. */
export type RootKind = 'string' | 'object' | 'array' | 'object or array' | 'any'

/** The members of the document root by ODCS 3.0 to 3.2, and what they hold; there are no others. */
export const rootMembers: Readonly<Record<string, RootKind>> = {
  version: 'string',
  kind: 'string',
  apiVersion: 'string',
  id: 'string',
  name: 'string',
  tenant: 'string',
  tags: 'array',
  status: 'string',
  servers: 'array',
  dataProduct: 'string',
  description: 'object',
  domain: 'string',
  context: 'any',
  schema: 'array',
  support: 'array',
  price: 'object',
  team: 'object or array',
  roles: 'array',
  slaDefaultElement: 'string',
  slaProperties: 'array',
  authoritativeDefinitions: 'array',
  customProperties: 'array',
  contractCreatedTs: 'string',
}

/** Versions of the standard that are kept, with or without the `v` that the official schemas write. */
const supportedApiVersion = /^v?(2\.2|3\.[012])\.[0-9]+(-[0-9A-Za-z.-]+)?$/
/** ODCS 2.2 names a contract by `uuid`, has other root members, and allows any others beside them. */
const openApiVersion = /^v?2\./

/** How many faults of one document are told; a text of a million unknown keys is not worth a million answers. */
const maxFaults = 20

/** A rule of the standard that a document breaks: at which root member, and why. */
export interface RootFault {
  readonly member: Member
  readonly detail: string
  /** True when the fault is the key itself rather than its value. */
  readonly atKey: boolean
}

/** True for a document by ODCS 2.2, which is named by `uuid` instead of `id`. */
export function isNamedByUuid(document: ObjectNode): boolean {
  return hasOpenRoot(document) && memberOf(document, 'uuid') !== undefined
}

/** What keeps a document from being ODCS at its root, the first twenty faults; nested objects are the author's business. */
export function rootFaults(document: ObjectNode): RootFault[] {
  const open = hasOpenRoot(document)
  const faults: RootFault[] = []
  for (const member of document.members) {
    const fault = memberFault(member, open)
    if (fault) faults.push({ member, ...fault })
    if (faults.length === maxFaults) break
  }
  return faults
}

function memberFault({ key, value }: Member, open: boolean): Omit<RootFault, 'member'> | undefined {
  const kind = Object.hasOwn(rootMembers, key) ? rootMembers[key] : undefined
  if (kind === undefined) return open ? undefined : { detail: unknownKey(key), atKey: true }
  // ODCS 2.2 gives some of the later names another shape; only what the registry reads itself is checked there
  const fault = open && kind !== 'string' ? undefined : kindFault(key, kind, value)
  const detail = fault ?? (key === 'apiVersion' ? apiVersionFault(value) : undefined)
  return detail === undefined ? undefined : { detail, atKey: false }
}

function hasOpenRoot(document: ObjectNode): boolean {
  const apiVersion = memberOf(document, 'apiVersion')
  return apiVersion?.kind === 'string' && openApiVersion.test(apiVersion.value)
}

function unknownKey(key: string): string {
  const close = closestName(key, Object.keys(rootMembers))
  const hint = close
    ? `; did you mean ${JSON.stringify(close)}?`
    : `; allowed are ${Object.keys(rootMembers).join(', ')}`
  return `ODCS has no root key ${quotedExcerpt(key)}${hint}`
}

function kindFault(key: string, kind: RootKind, value: DocumentNode): string | undefined {
  if (kind === 'any' || isNull(value) || kind.split(' or ').includes(value.kind)) return undefined
  const advice = kind === 'string' && value.kind === 'number' ? `; write ${textFor(key, value.token)}` : ''
  return `${key} must be ${withArticle(kind)}, not ${describe(value)}${advice}`
}

/** A member with a text in place of a number. */
function textFor(key: string, token: string): string {
  const full = `v${token}.0`
  if (key !== 'apiVersion') return `${key}: "${excerpt(token)}" in quotes`
  return `${key}: ${supportedApiVersion.test(full) ? full : 'v3.1.0'}`
}

function apiVersionFault(value: DocumentNode): string | undefined {
  if (value.kind !== 'string' || value.value === '' || supportedApiVersion.test(value.value)) return undefined
  return `apiVersion ${quotedExcerpt(value.value)} is not supported; expected 2.2.x to 3.2.x, such as v3.1.0`
}

/** What a value is, in the words of an error message. */
export function describe(node: DocumentNode): string {
  if (node.kind !== 'literal') return withArticle(node.kind)
  return node.value === null ? 'null' : 'a boolean'
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}
