import type { Piscina } from 'piscina'
import { EventLoop } from '../concurrency/event-loop.ts'
import { Semaphore } from '../concurrency/semaphore.ts'
import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import type { ToldAssessment } from '../dc43-governance/verdict.ts'
import type { RuleLevels } from '../domain/compatibility/judge.ts'
import { type Comparison, compareDocuments } from '../domain/contract-content.ts'
import type { StoredText } from '../domain/document/set-status.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Asked, Describer, Description } from '../search/catalogue/description.ts'
import type { Indexed, IndexedDocument, IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { VersionIndex } from '../search/catalogue/version-index.ts'
import type { ReadOptions, Report } from '../test-reports/read-report.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'
import {
  acceptVersion,
  derive,
  readSelfNamed,
  readVersion,
  type Upload,
  type UploadedVersion,
} from './indexed-documents.ts'
import { type ComparedDocuments, type Sent, type Tasks, tasks } from './tasks.ts'
import type { Job, Outcome } from './worker.ts'

/** Up to how many characters a document is read in this thread: it takes some tens of milliseconds then. */
const smallDocument = { json: 64 * 1024, yaml: 24 * 1024 }
/** From how many characters on only one document is worked on at a time, because of the memory it takes. */
const hugeDocument = 1024 * 1024
/** What is to be done while an upload is read. */
export interface UploadOptions {
  /** By which it is validated; it is not without them. */
  readonly rules?: ValidationRules | undefined
  /** Aborts when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined
}

/** Two, so that a huge document does not keep the others waiting. */
const maxThreads = 2
/** The memory of a thread, in MiB: enough for any document that is not refused for its size. */
const threadMemory = 256
/** How long a thread waits for its next document before it ends, in milliseconds. */
const idleTimeout = 30_000

/**
 * Works on documents: on short ones at once, on long ones in worker threads, so that nothing else has to wait and no
 * document, whatever it is made of, takes the memory of the process.
 */
export class DocumentWorkers {
  readonly #loop = new EventLoop()
  readonly #hugeOnes = new Semaphore()
  #pool: Promise<Piscina> | undefined

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
    const { rules, signal } = options
    if (await this.#isShort(upload, rules)) return readVersion(upload, identity, rules)
    const sent = await this.#run('read', upload.bytes.length, [upload, identity, rules], signal)
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
    { rules, signal }: UploadOptions = {},
  ): Promise<UploadedVersion> {
    if (await this.#isShort(upload, rules)) return readSelfNamed(upload, contractId, rules)
    const sent = await this.#run('readSelfNamed', upload.bytes.length, [upload, contractId, rules], signal)
    return withSource(received(sent), upload)
  }

  /**
   * What a validation says of a document, which is not stored.
   *
   * @throws RegistryError `malformed-document` or `document-too-large`.
   */
  async validate(upload: Upload, rules: ValidationRules, signal?: AbortSignal): Promise<Validation> {
    if (await this.#isShort(upload, rules)) return tasks.validate(upload, rules)
    return this.#run('validate', upload.bytes.length, [upload, rules], signal)
  }

  /**
   * A stored version with another status.
   *
   * @throws RegistryError as `withStatus`.
   */
  async changeStatus(stored: StoredText, status: string, identity: VersionIdentity): Promise<IndexedVersion> {
    const length = Math.max(stored.json.length, stored.source?.length ?? 0)
    const version = received(
      await this.#perform('changeStatus', length, [stored, status, onlyIdentity(identity)]),
    )
    return { ...version, source: version.source && Buffer.from(version.source) }
  }

  /** A contract version of a document that somebody stored, whatever it is, see `acceptContractVersion`. */
  async accept(stored: StoredText, identity: VersionIdentity): Promise<IndexedVersion> {
    const { json, source } = stored
    if (json.length <= smallDocument.json) {
      await this.#loop.share()
      return acceptVersion(stored, onlyIdentity(identity))
    }
    const text = { json, source }
    const version = await this.#unlessTooLarge(
      () => this.#run('accept', json.length, [text, onlyIdentity(identity)]),
      () => this.#run('acceptUnread', json.length, [text, onlyIdentity(identity)]),
    )
    return { ...received(version), source }
  }

  /** What is derived of a document which is stored; of one that takes too much memory as of no JSON object. */
  async derive(json: string, identity: VersionIdentity): Promise<IndexedDocument> {
    if (json.length <= smallDocument.json) {
      await this.#loop.share()
      return derive(json, identity)
    }
    const named = onlyIdentity(identity)
    return received(
      await this.#unlessTooLarge(
        () => this.#run('derive', json.length, [json, named]),
        () => this.#run('deriveUnread', json.length, [json, named]),
      ),
    )
  }

  /** The index of a document which is stored, see `derive`. */
  async index(json: string, identity: VersionIdentity): Promise<VersionIndex> {
    return (await this.derive(json, identity)).index()
  }

  /**
   * What a hit tells of its document.
   *
   * @param make gives what describes a short document.
   */
  async describe(
    version: VersionIdentity & { readonly json: string },
    asked: Asked,
    make: () => Describer,
  ): Promise<Description> {
    const { json } = version
    if (json.length > smallDocument.json)
      return this.#run('describe', json.length, [json, onlyIdentity(version), asked])
    return this.describeShort(asked, make)
  }

  /** What a hit tells of a short document. */
  async describeShort(asked: Asked, make: () => Describer): Promise<Description> {
    await this.#loop.share()
    return make().describe(asked)
  }

  /** Compares the stored JSON with an uploaded one. */
  async compare(stored: string, upload: string): Promise<Comparison> {
    const length = stored.length + upload.length
    if (length > smallDocument.json) return this.#run('compare', length, [stored, upload])
    await this.#loop.share()
    return compareDocuments(stored, upload)
  }

  /**
   * In what a document differs from a stored one, see `compareContracts`.
   *
   * @param signal aborts when nobody waits for it any more.
   * @throws RegistryError as `readContract`; `document-too-large` for what takes too much memory.
   */
  differences(
    stored: string,
    upload: Upload,
    levels: RuleLevels,
    signal?: AbortSignal,
  ): Promise<ComparedDocuments> {
    return this.#perform('differences', stored.length + upload.bytes.length, [stored, upload, levels], signal)
  }

  /** A stored document as YAML; undefined when it is no JSON object. */
  yaml(json: string, signal?: AbortSignal): Promise<string | undefined> {
    return this.#perform('yaml', json.length, [json], signal)
  }

  /**
   * The JSON that a YAML document of another program means, whatever keys it has.
   *
   * @throws RegistryError as `jsonOfYaml`; `document-too-large` for one that takes too much memory.
   */
  jsonOf(yaml: Buffer): Promise<string> {
    return this.#perform('jsonOf', yaml.length, [yaml])
  }

  /**
   * The report of a test run.
   *
   * @throws RegistryError as `readReport`; `document-too-large` for one that takes too much memory.
   */
  report(bytes: Buffer, options: ReadOptions, signal?: AbortSignal): Promise<Report> {
    return this.#perform('report', bytes.length, [bytes, options], signal)
  }

  /** What a job is told about its data by a contract, see `tellAssessment`. */
  assess(...args: Parameters<Tasks['assess']>): Promise<ToldAssessment> {
    return this.#perform('assess', args[0].length, args)
  }

  /**
   * What a contract expects of its data, as JSON.
   *
   * @param length about how many characters the contract has as JSON.
   */
  expectations(contract: JsonObject, length: number): Promise<string> {
    return this.#perform('expectations', length, [contract])
  }

  /** Ends the threads. What is under way fails. */
  async close(): Promise<void> {
    const pool = await this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }

  /**
   * Whether an upload is read in this thread, now that others have had their turn. The patterns of an overlay may take long
   * for any text.
   */
  async #isShort({ bytes, format }: Upload, rules: ValidationRules | undefined): Promise<boolean> {
    if (bytes.length > smallDocument[format] || rules?.overlay !== undefined) return false
    await this.#loop.share()
    return true
  }

  async #unlessTooLarge<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isTooLarge(error)) throw error
      return otherwise()
    }
  }

  /** Here or in a thread, as the length says. */
  async #perform<Name extends keyof Tasks>(
    name: Name,
    length: number,
    args: Parameters<Tasks[Name]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<Tasks[Name]>> {
    if (length > smallDocument.yaml) return this.#run(name, length, args, signal)
    await this.#loop.share()
    return (tasks[name] as (...args: Parameters<Tasks[Name]>) => ReturnType<Tasks[Name]>)(...args)
  }

  #run<Name extends keyof Tasks>(
    name: Name,
    length: number,
    args: Parameters<Tasks[Name]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<Tasks[Name]>> {
    const run = async () => {
      if (signal?.aborted) throw new RegistryError('overloaded', 'the client has gone away')
      return this.#inThread(name, args)
    }
    return length >= hugeDocument ? this.#hugeOnes.run(run) : run()
  }

  async #inThread<Name extends keyof Tasks>(
    name: Name,
    args: Parameters<Tasks[Name]>,
  ): Promise<ReturnType<Tasks[Name]>> {
    this.#pool ??= openPool()
    const pool = await this.#pool
    const job: Job<Name> = { name, args }
    const outcome: Outcome<ReturnType<Tasks[Name]>> = await pool.run(job).catch(refuseTooLarge)
    if ('value' in outcome) return outcome.value
    const { code, detail, findings } = outcome.refusal
    throw new RegistryError(code, detail, findings)
  }
}

/** Loaded when it is needed first: most services never see a long document. */
async function openPool(): Promise<Piscina> {
  const { Piscina } = await import('piscina')
  // the sources run as they are, and so does what is built of them
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Piscina({
    filename: new URL(`worker.${extension}`, import.meta.url).href,
    name: 'perform',
    minThreads: 0,
    maxThreads,
    idleTimeout,
    resourceLimits: { maxOldGenerationSizeMb: threadMemory },
  })
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

function refuseTooLarge(error: unknown): never {
  if ((error as { code?: unknown }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
  throw new RegistryError(
    'document-too-large',
    'the document takes too much memory to be read; split it, or send it as JSON without what is not needed',
  )
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RegistryError && error.code === 'document-too-large'
}
