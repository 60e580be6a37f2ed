import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import type { ToldAssessment } from '../dc43-governance/verdict.ts'
import type { RuleLevels } from '../domain/compatibility/judge.ts'
import { type Comparison, compareDocuments } from '../domain/contract-content.ts'
import type { ReportedEvent } from '../domain/dataset-event.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import type { FindingCounts } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Catalogue } from '../search/catalogue/catalogue.ts'
import type { Asked, Describer, Description } from '../search/catalogue/description.ts'
import type { Indexed, IndexedDocument, IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { VersionIndex } from '../search/catalogue/version-index.ts'
import type { ReadOptions, Report } from '../test-reports/read-report.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'
import { type ComparedDocuments, compareQuickly } from './comparison.ts'
import type { Sent } from './document-tasks.ts'
import {
  acceptVersion,
  type Comparable,
  type ContractTaker,
  derive,
  readSelfNamed,
  readVersion,
  textOf,
  type Upload,
  type UploadedVersion,
} from './indexed-documents.ts'
import { smallDocument, TaskRunner } from './task-runner.ts'
import { type Tasks, tasks } from './tasks.ts'

/** What is to be done while an upload is read. */
export interface UploadOptions {
  /** By which it is validated; it is not without them. */
  readonly rules?: ValidationRules | undefined
  /** Aborts when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined
  /** Is handed a document that is read in this thread. */
  readonly taker?: ContractTaker | undefined
}

/**
 * Works on documents: on short ones at once, on long ones in worker threads, so that nothing else has to wait and no
 * document, whatever it is made of, takes the memory of the process.
 */
export class DocumentWorkers {
  /** By which what is stored is judged; undefined where nothing is. */
  readonly rules: ValidationRules | undefined
  readonly #runner = new TaskRunner()

  constructor(rules?: ValidationRules) {
    this.rules = rules
  }

  /**
   * An uploaded document as a contract version.
   *
   * @throws RegistryError as `readContractVersion`; `document-too-large` for one that takes too much memory.
   */
  async read(
    upload: Upload,
    identity: VersionIdentity,
    options: UploadOptions = {},
  ): Promise<UploadedVersion> {
    const { rules, signal, taker } = options
    if (await this.#runner.isShort(upload, rules)) return readVersion(upload, identity, rules, taker)
    const sent = await this.#runner.inThread('read', upload.bytes.length, [upload, identity, rules], signal)
    return withSource(received(sent), upload)
  }

  /**
   * An uploaded document as the contract version that it says it is, see `readSelfNamedVersion`.
   *
   * @throws RegistryError as `read`.
   */
  async readSelfNamed(
    upload: Upload,
    contractId: string,
    { rules, signal, taker }: UploadOptions = {},
  ): Promise<UploadedVersion> {
    if (await this.#runner.isShort(upload, rules)) return readSelfNamed(upload, contractId, rules, taker)
    const sent = await this.#runner.inThread(
      'readSelfNamed',
      upload.bytes.length,
      [upload, contractId, rules],
      signal,
    )
    return withSource(received(sent), upload)
  }

  /**
   * What a validation says of a document, which is not stored.
   *
   * @throws RegistryError `malformed-document` or `document-too-large`.
   */
  async validate(upload: Upload, rules: ValidationRules, signal?: AbortSignal): Promise<Validation> {
    if (await this.#runner.isShort(upload, rules)) return tasks.validate(upload, rules)
    return this.#runner.inThread('validate', upload.bytes.length, [upload, rules], signal)
  }

  /**
   * What a validation says of a document that is stored.
   *
   * @throws RegistryError as `validate`.
   */
  async validateStored(
    stored: StoredText,
    rules: ValidationRules,
    signal?: AbortSignal,
  ): Promise<Validation> {
    const { json, source } = stored
    const text = textOf({ json, source })
    if (await this.#runner.isShort(text, rules)) return tasks.validateStored(stored, rules)
    return this.#runner.inThread('validateStored', text.bytes.length, [{ json, source }, rules], signal)
  }

  /**
   * How many findings some stored documents have by `rules`; undefined for one that takes too much memory.
   *
   * @param stored as many as fit into memory together.
   */
  async judge(stored: readonly StoredText[]): Promise<(FindingCounts | undefined)[]> {
    const { rules } = this
    if (!rules || stored.length === 0) return []
    const uploads = stored.map(textOf)
    const length = uploads.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (uploads.every(upload => length <= smallDocument[upload.format]) && rules.overlay === undefined) {
      await this.#runner.share()
      return tasks.judge(stored, rules)
    }
    return this.#runner.unlessTooLarge<(FindingCounts | undefined)[]>(
      () => this.#runner.inThread('judge', length, [stored, rules]),
      async () => {
        if (stored.length === 1) return [undefined]
        const found: (FindingCounts | undefined)[] = []
        for (const one of stored) found.push(...(await this.judge([one])))
        return found
      },
    )
  }

  /**
   * A stored version with another status.
   *
   * @throws RegistryError as `withStatus`.
   */
  async changeStatus(stored: StoredText, status: string, identity: VersionIdentity): Promise<IndexedVersion> {
    const length = Math.max(stored.json.length, stored.source?.length ?? 0)
    const version = received(
      await this.#runner.run('changeStatus', length, [stored, status, onlyIdentity(identity)]),
    )
    return { ...version, source: version.source && Buffer.from(version.source) }
  }

  /** A contract version of a document that somebody stored, whatever it is, see `acceptContractVersion`. */
  async accept(stored: StoredText, identity: VersionIdentity): Promise<IndexedVersion> {
    const { json, source } = stored
    if (json.length <= smallDocument.json) {
      await this.#runner.share()
      return acceptVersion(stored, onlyIdentity(identity))
    }
    const text = { json, source }
    const version = await this.#runner.unlessTooLarge(
      () => this.#runner.inThread('accept', json.length, [text, onlyIdentity(identity)]),
      () => this.#runner.inThread('acceptUnread', json.length, [text, onlyIdentity(identity)]),
    )
    return { ...received(version), source }
  }

  /** What is derived of a document which is stored; of one that takes too much memory as of no JSON object. */
  async derive(json: string, identity: VersionIdentity): Promise<IndexedDocument> {
    if (json.length <= smallDocument.json) {
      await this.#runner.share()
      return derive(json, identity)
    }
    const named = onlyIdentity(identity)
    return received(
      await this.#runner.unlessTooLarge(
        () => this.#runner.inThread('derive', json.length, [json, named]),
        () => this.#runner.inThread('deriveUnread', json.length, [json, named]),
      ),
    )
  }

  /** The index of a document which is stored, see `derive`. */
  async index(json: string, identity: VersionIdentity): Promise<VersionIndex> {
    return (await this.derive(json, identity)).index()
  }

  /**
   * What can be searched of a document.
   *
   * @throws RegistryError `document-too-large` for one that takes too much memory.
   */
  async catalogue(version: VersionIdentity & { readonly json: string }): Promise<Catalogue> {
    const { json } = version
    if (json.length > smallDocument.json)
      return this.#runner.inThread('catalogue', json.length, [json, onlyIdentity(version)])
    await this.#runner.share()
    return tasks.catalogue(json, onlyIdentity(version))
  }

  /** What a hit tells of its document. */
  async describe(version: VersionIdentity & { readonly json: string }, asked: Asked): Promise<Description> {
    const { json } = version
    const args = [json, onlyIdentity(version), asked] as const
    if (json.length > smallDocument.json) return this.#runner.inThread('describe', json.length, [...args])
    await this.#runner.share()
    return tasks.describe(...args)
  }

  /** What a hit tells of a document that was read already. */
  async describeWith(describer: Describer, asked: Asked): Promise<Description> {
    await this.#runner.share()
    return describer.describe(asked)
  }

  /** Compares the stored JSON with an uploaded one. */
  async compare(stored: string, upload: string): Promise<Comparison> {
    const length = stored.length + upload.length
    if (length > smallDocument.json) return this.#runner.inThread('compare', length, [stored, upload])
    await this.#runner.share()
    return compareDocuments(stored, upload)
  }

  /**
   * In what a document differs from a stored one that is older, see `compareContracts`.
   *
   * @param signal aborts when nobody waits for it any more.
   * @throws RegistryError as `readContract`; `document-too-large` for what takes too much memory.
   */
  async differences(
    stored: string,
    newer: Comparable,
    levels: RuleLevels,
    signal?: AbortSignal,
  ): Promise<ComparedDocuments> {
    await this.#runner.share()
    const quick = compareQuickly(stored, newer, levels, smallDocument.yaml)
    if (quick) return quick
    const { bytes, format, json } = newer
    const length = stored.length + bytes.length
    return this.#runner.inThread('differences', length, [stored, { bytes, format, json }, levels], signal)
  }

  /** A stored document as YAML; undefined when it is no JSON object. */
  yaml(json: string, signal?: AbortSignal): Promise<string | undefined> {
    return this.#runner.run('yaml', json.length, [json], signal)
  }

  /**
   * The JSON that a YAML document of another program means, whatever keys it has.
   *
   * @throws RegistryError as `jsonOfYaml`; `document-too-large` for one that takes too much memory.
   */
  jsonOf(yaml: Buffer): Promise<string> {
    return this.#runner.run('jsonOf', yaml.length, [yaml])
  }

  /**
   * The report of a test run.
   *
   * @throws RegistryError as `readReport`; `document-too-large` for one that takes too much memory.
   */
  report(bytes: Buffer, options: ReadOptions, signal?: AbortSignal): Promise<Report> {
    return this.#runner.run('report', bytes.length, [bytes, options], signal)
  }

  /**
   * What a job has done with a dataset.
   *
   * @throws RegistryError as `readDatasetEvent`.
   */
  datasetEvent(bytes: Buffer, samples: 'drop' | 'keep'): Promise<ReportedEvent> {
    return this.#runner.run('datasetEvent', bytes.length, [bytes, samples])
  }

  /** What a job is told about its data by a contract, see `tellAssessment`. */
  assess(...args: Parameters<Tasks['assess']>): Promise<ToldAssessment> {
    return this.#runner.run('assess', args[0].length, args)
  }

  /**
   * What a contract expects of its data, as JSON.
   *
   * @param length about how many characters the contract has as JSON.
   */
  expectations(contract: JsonObject, length: number): Promise<string> {
    return this.#runner.run('expectations', length, [contract])
  }

  /** Ends the threads. What is under way fails. */
  async close(): Promise<void> {
    await this.#runner.close()
  }
}

/** A row of a store has its document beside its identity, which would be copied for the thread once more. */
function onlyIdentity({ contractId, version }: VersionIdentity): VersionIdentity {
  return { contractId, version }
}

function received<T extends Indexed>({ index, ...made }: Sent<T>): T {
  return { ...made, index: () => index } as unknown as T
}

/** A version that a worker thread has read, with the bytes that it leaves out. */
function withSource(version: UploadedVersion, { bytes, format }: Upload): UploadedVersion {
  return { ...version, source: format === 'yaml' ? bytes : undefined }
}
