import { compareDocuments } from '../domain/contract-content.ts'
import { readStored } from '../domain/contract-version.ts'
import { type StoredText, withStatus } from '../domain/document/set-status.ts'
import { writeYaml } from '../domain/document/write-yaml.ts'
import type { FindingCounts } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { jsonOfYaml } from '../domain/yaml-document.ts'
import { type Asked, Describer } from '../search/catalogue/description.ts'
import type { Indexed, IndexedDocument, IndexedVersion } from '../search/catalogue/indexed-version.ts'
import { catalogueOf } from '../search/catalogue/read-catalogue.ts'
import type { VersionIndex } from '../search/catalogue/version-index.ts'
import { validateStored, validateUpload } from '../validation/validate.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'
import {
  acceptVersion,
  acceptWithoutReading,
  derive,
  deriveWithoutReading,
  judge,
  readSelfNamed,
  readVersion,
  restoreVersion,
  type Upload,
  type UploadedVersion,
} from './indexed-documents.ts'

/** What is made of a document, with its index, as one thread can send it to another. */
export type Sent<T extends Indexed> = Omit<T, 'index'> & { readonly index: VersionIndex }

function sent<T extends Indexed>(made: T): Sent<T> {
  return { ...made, index: made.index() }
}

/** What is made of one document, or of two by their values. */
export const documentTasks = {
  /** See `readContractVersion`. The source is left out: whoever sends the bytes has them. */
  read(
    { bytes, format }: Upload,
    identity: VersionIdentity,
    rules: ValidationRules | undefined,
  ): Sent<UploadedVersion> {
    const version = readVersion({ bytes: Buffer.from(bytes), format }, identity, rules)
    return { ...sent(version), source: undefined }
  },

  /** See `readSelfNamedVersion`. The source is left out, as by `read`. */
  readSelfNamed(
    { bytes, format }: Upload,
    contractId: string,
    rules: ValidationRules | undefined,
  ): Sent<UploadedVersion> {
    const version = readSelfNamed({ bytes: Buffer.from(bytes), format }, contractId, rules)
    return { ...sent(version), source: undefined }
  },

  /** See `validateUpload`. */
  validate(upload: Upload, rules: ValidationRules): Validation {
    return validateUpload(upload, rules)
  },

  /** See `validateStored`. */
  validateStored(stored: StoredText, rules: ValidationRules): Validation {
    return validateStored(stored, rules)
  },

  /** How many findings some stored documents have. */
  judge(stored: readonly StoredText[], rules: ValidationRules): FindingCounts[] {
    return stored.map(one => judge(one, rules))
  },

  /** See `withStatus` and `restoreContractVersion`. */
  changeStatus(
    { json, source }: StoredText,
    status: string,
    identity: VersionIdentity,
  ): Sent<IndexedVersion> {
    const stored = { json, source: source && Buffer.from(source) }
    return sent(restoreVersion(withStatus(stored, status), identity))
  },

  /** See `acceptContractVersion`. Bytes are left out: whoever sends them has them. */
  accept({ json, source }: StoredText, identity: VersionIdentity): Sent<IndexedVersion> {
    const version = acceptVersion({ json, source: source && Buffer.from(source) }, identity)
    return { ...sent(version), source: undefined }
  },

  /** See `acceptUnreadVersion`. */
  acceptUnread({ json, source }: StoredText, identity: VersionIdentity): Sent<IndexedVersion> {
    const version = acceptWithoutReading({ json, source: source && Buffer.from(source) }, identity)
    return { ...sent(version), source: undefined }
  },

  /** See `deriveDocument`. */
  derive(json: string, identity: VersionIdentity): Sent<IndexedDocument> {
    return sent(derive(json, identity))
  },

  /** See `deriveUnread`. */
  deriveUnread(json: string, identity: VersionIdentity): Sent<IndexedDocument> {
    return sent(deriveWithoutReading(json, identity))
  },

  /** See `catalogueOf`. */
  catalogue(json: string, identity: VersionIdentity) {
    return catalogueOf(readStored(json), identity)
  },

  /** See `Describer`. */
  describe(json: string, identity: VersionIdentity, asked: Asked) {
    return new Describer(catalogueOf(readStored(json), identity), json.length).describe(asked)
  },

  /** See `compareDocuments`. */
  compare(stored: string, upload: string) {
    return compareDocuments(stored, upload)
  },

  /** A stored document as YAML; undefined when it is no JSON object. */
  yaml(json: string): string | undefined {
    const document = readStored(json)
    return document && writeYaml(document)
  },

  /** See `jsonOfYaml`. */
  jsonOf(yaml: Uint8Array): string {
    return jsonOfYaml(yaml)
  },
}
