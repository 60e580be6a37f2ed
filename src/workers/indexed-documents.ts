import {
  acceptContractVersion,
  acceptUnreadVersion,
  type DocumentFormat,
  deriveDocument,
  deriveUnread,
  readContractVersion,
  readSelfNamedVersion,
  restoreContractVersion,
} from '../domain/contract-version.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { type IndexedDocument, type IndexedVersion, withIndex } from '../search/catalogue/indexed-version.ts'

/** A document that is uploaded. */
export interface Upload {
  readonly bytes: Buffer
  readonly format: DocumentFormat
}

/** See `readContractVersion`. */
export function readVersion(upload: Upload, identity: VersionIdentity): IndexedVersion {
  const { version, document } = readContractVersion(upload, identity)
  return withIndex(version, document, identity)
}

/** See `readSelfNamedVersion`. */
export function readSelfNamed(upload: Upload, contractId: string): IndexedVersion {
  const { version, document } = readSelfNamedVersion(upload, contractId)
  return withIndex(version, document, version)
}

/** See `restoreContractVersion`. */
export function restoreVersion(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  const { version, document } = restoreContractVersion(stored, identity)
  return withIndex(version, document, identity)
}

/** See `acceptContractVersion`. */
export function acceptVersion(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  const { version, document } = acceptContractVersion(stored, identity)
  return withIndex(version, document, identity)
}

/** See `acceptUnreadVersion`. */
export function acceptWithoutReading(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  return withIndex(acceptUnreadVersion(stored, identity), undefined, identity)
}

/** See `deriveDocument`. */
export function derive(json: string, identity: VersionIdentity): IndexedDocument {
  const { derived, document } = deriveDocument(json)
  return withIndex(derived, document, identity)
}

/** See `deriveUnread`. */
export function deriveWithoutReading(json: string, identity: VersionIdentity): IndexedDocument {
  return withIndex(deriveUnread(json), undefined, identity)
}
