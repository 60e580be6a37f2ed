import type { ReadContract } from '../domain/compatibility/report.ts'
import {
  acceptContractVersion,
  acceptUnreadVersion,
  type ContractVersion,
  deriveDocument,
  deriveUnread,
  readStored,
  restoreContractVersion,
} from '../domain/contract-version.ts'
import type { DocumentFormat } from '../domain/document/read-document.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import { type FindingCounts, RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { type ParsedUpload, readContractVersion, readSelfNamedVersion } from '../domain/uploaded-version.ts'
import { type IndexedDocument, type IndexedVersion, withIndex } from '../search/catalogue/indexed-version.ts'
import type { Judged } from '../search/catalogue/version-index.ts'
import { validate, validateStored } from '../validation/validate.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'

/** A document that is uploaded. */
export interface Upload {
  readonly bytes: Buffer
  readonly format: DocumentFormat
}

/** The text of a stored document: its YAML, or the JSON where there is none. */
export function textOf({ json, source }: StoredText): Upload {
  return source ? { bytes: source, format: 'yaml' } : { bytes: Buffer.from(json), format: 'json' }
}

/** A document that is compared with one before it. */
export interface Comparable extends Upload {
  /** What YAML says that was read before. */
  readonly json?: string | undefined
  /** It, when it was read before in this thread. */
  readonly contract?: ReadContract | undefined
}

/** A stored document as it is compared. */
export function comparableOf({ json, source }: StoredText): Comparable {
  return source ? { bytes: source, format: 'yaml', json } : textOf({ json, source })
}

/** An uploaded version, with what a validation says of it when it was asked for. */
export type UploadedVersion = IndexedVersion & { readonly validation: Validation | undefined }

/** Is handed an uploaded document beside the version that is made of it, for as long as that is planned. */
export type ContractTaker = (contract: ReadContract) => void

/** See `readContractVersion`. */
export function readVersion(
  upload: Upload,
  identity: VersionIdentity,
  rules?: ValidationRules,
  taker?: ContractTaker,
): UploadedVersion {
  return uploaded(readContractVersion(upload, identity), rules, taker)
}

/** See `readSelfNamedVersion`. */
export function readSelfNamed(
  upload: Upload,
  contractId: string,
  rules?: ValidationRules,
  taker?: ContractTaker,
): UploadedVersion {
  return uploaded(readSelfNamedVersion(upload, contractId), rules, taker)
}

function uploaded(
  { version, document, sent, text }: ParsedUpload,
  rules: ValidationRules | undefined,
  taker: ContractTaker | undefined,
): UploadedVersion {
  // YAML is compared by the JSON that is made of it
  if (!version.source) taker?.({ document: sent, text })
  const validation = rules && validate({ document, json: version.json, text }, rules)
  const judged = validation && rules && { by: rules.key, counts: validation.counts }
  return { ...indexedLater(version, judged), validation }
}

/**
 * A version whose document is read again when its index is made. Many wait for that after a burst: to keep the trees of
 * their documents costs the collector of garbage more than to read them takes.
 */
function indexedLater(version: ContractVersion, judged?: Judged): IndexedVersion {
  return withIndex(version, () => readStored(version.json), version, judged)
}

/** How many findings a stored document has; what is no document has one error. */
export function judge(stored: StoredText, rules: ValidationRules): FindingCounts {
  try {
    return validateStored(stored, rules).counts
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    return { error: 1, warning: 0, info: 0 }
  }
}

/** See `restoreContractVersion`. */
export function restoreVersion(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  return indexedLater(restoreContractVersion(stored, identity))
}

/** See `acceptContractVersion`. */
export function acceptVersion(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  const { version, document } = acceptContractVersion(stored, identity)
  return withIndex(version, () => document, identity)
}

/** See `acceptUnreadVersion`. */
export function acceptWithoutReading(stored: StoredText, identity: VersionIdentity): IndexedVersion {
  return withIndex(acceptUnreadVersion(stored, identity), () => undefined, identity)
}

/** See `deriveDocument`. */
export function derive(json: string, identity: VersionIdentity): IndexedDocument {
  const { derived, document } = deriveDocument(json)
  return withIndex(derived, () => document, identity)
}

/** See `deriveUnread`. */
export function deriveWithoutReading(json: string, identity: VersionIdentity): IndexedDocument {
  return withIndex(deriveUnread(json), () => undefined, identity)
}
