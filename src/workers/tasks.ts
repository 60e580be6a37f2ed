import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import { expectationsOf } from '../dc43-governance/expectations.ts'
import { tellAssessment } from '../dc43-governance/verdict.ts'
import type { RuleLevels } from '../domain/compatibility/judge.ts'
import { compareDocuments } from '../domain/contract-content.ts'
import { readStored } from '../domain/contract-version.ts'
import type { ReportedEvent } from '../domain/dataset-event.ts'
import { type StoredText, withStatus } from '../domain/document/set-status.ts'
import { writeYaml } from '../domain/document/write-yaml.ts'
import type { FindingCounts } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { jsonOfYaml } from '../domain/yaml-document.ts'
import { type Asked, Describer } from '../search/catalogue/description.ts'
import type { Indexed, IndexedDocument, IndexedVersion } from '../search/catalogue/indexed-version.ts'
import { catalogueOf } from '../search/catalogue/read-catalogue.ts'
import type { VersionIndex } from '../search/catalogue/version-index.ts'
import { readDatasetEvent } from '../test-reports/dataset-event.ts'
import { type ReadOptions, type Report, readReport } from '../test-reports/read-report.ts'
import { validateStored, validateUpload } from '../validation/validate.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'
import { type ComparedDocuments, compareWithStored } from './comparison.ts'
import {
  acceptVersion,
  acceptWithoutReading,
  type Comparable,
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

/**
 * What takes long for a long document. Each is a function of its arguments alone, so that a worker thread can do it.
 * Buffers arrive as `Uint8Array` there.
 */
export const tasks = {
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
    return new Describer(catalogueOf(readStored(json), identity)).describe(asked)
  },

  /** See `compareDocuments`. */
  compare(stored: string, upload: string) {
    return compareDocuments(stored, upload)
  },

  /** See `compareWithStored`. */
  differences(stored: string, newer: Comparable, levels: RuleLevels): ComparedDocuments {
    return compareWithStored(stored, newer, levels)
  },

  /** A stored document as YAML; undefined when it is no JSON object. */
  yaml(json: string): string | undefined {
    const document = readStored(json)
    return document && writeYaml(document)
  },

  /** See `readReport`. */
  report(bytes: Uint8Array, options: ReadOptions): Report {
    return readReport(bytes, options)
  },

  /** See `readDatasetEvent`. */
  datasetEvent(bytes: Uint8Array, samples: 'drop' | 'keep'): ReportedEvent {
    return readDatasetEvent(bytes, samples)
  },

  /** See `tellAssessment`. */
  assess: tellAssessment,

  /** See `expectationsOf`; as JSON. */
  expectations(contract: JsonObject): string {
    return JSON.stringify(expectationsOf(contract))
  },

  /** See `jsonOfYaml`. */
  jsonOf(yaml: Uint8Array): string {
    return jsonOfYaml(yaml)
  },
}

export type Tasks = typeof tasks
