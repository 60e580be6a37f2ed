import { withDeadline } from '../../concurrency/deadline.ts'
import { RegistryError } from '../../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Documents, KeptDocument, ListedVersion } from './documents.ts'

/** How long an answer of the storage is waited for, in milliseconds. A contract is locked meanwhile. */
const answerTime = 20_000

/** A document as it was read, whatever the bytes were in. */
export type FoundDocument = { readonly json: string } | { readonly yaml: Buffer }

/**
 * Documents whose faults are those of the registry: what they throw, answer too late, or answer in a form that was not
 * agreed on is `store-unavailable`, with what happened as its cause.
 */
export class GuardedDocuments {
  readonly #documents: Documents
  /** Versions of which a write has not ended. */
  readonly #written = new Set<string>()
  readonly #closing: AbortController

  /** @param closing is aborted before the documents are closed. */
  constructor(documents: Documents, closing = new AbortController()) {
    this.#documents = documents
    this.#closing = closing
  }

  get canDelete(): boolean {
    return this.#documents.delete !== undefined
  }

  put(identity: VersionIdentity, document: KeptDocument): Promise<void> {
    return this.#write('put', identity, () => this.#documents.put(identity, document))
  }

  /**
   * Why the storage can keep nothing under a name; undefined where it can.
   *
   * @throws RegistryError `store-unavailable` when it does not tell.
   */
  refusal(identity: VersionIdentity): RegistryError | undefined {
    const reason = this.#refusal(identity)
    if (typeof reason === 'string') return new RegistryError('invalid-request', reason)
    if (reason === undefined || reason === null) return undefined
    throw unavailable(new Error('refusal has to answer a text or undefined'))
  }

  #refusal(identity: VersionIdentity): unknown {
    try {
      return this.#documents.refusal?.(identity)
    } catch (cause) {
      throw unavailable(asError('refusal', cause))
    }
  }

  /** Only where `canDelete`. */
  delete(identity: VersionIdentity): Promise<void> {
    return this.#write('delete', identity, () => this.#documents.delete?.(identity))
  }

  /**
   * One after the other for a version: what is answered late must not be done after what came later. The lock of the contract
   * sees to that until a write is given up; then, others are refused until it has ended.
   */
  #write(method: string, identity: VersionIdentity, work: () => Promise<void> | undefined): Promise<void> {
    const key = versionKey(identity)
    return guarded(method, async () => {
      if (this.#written.has(key))
        throw new Error(`${method} has to wait: a write of this version has not ended`)
      this.#written.add(key)
      try {
        await work()
      } finally {
        this.#written.delete(key)
      }
    })
  }

  get(identity: VersionIdentity): Promise<FoundDocument | undefined> {
    return guarded('get', async () => checkedDocument(await this.#documents.get(identity)))
  }

  listVersions(contractId: string): Promise<readonly ListedVersion[]> {
    return guarded('listVersions', async () =>
      checkedVersions(await this.#documents.listVersions(contractId)),
    )
  }

  async *listContracts(): AsyncGenerator<string> {
    const listed = await guarded('listContracts', async () => {
      const ids = await this.#documents.listContracts()
      return Symbol.asyncIterator in ids ? ids[Symbol.asyncIterator]() : ids[Symbol.iterator]()
    })
    try {
      for (;;) {
        const { done, value } = await guarded('listContracts', async () => checkedStep(await listed.next()))
        if (done) return
        yield value
      }
    } finally {
      // one that does not answer does not end either
      void guarded('listContracts', () => listed.return?.()).catch(() => undefined)
    }
  }

  check(): Promise<void> {
    return guarded('check', () => this.#documents.check?.())
  }

  close(): Promise<void> {
    this.#closing.abort()
    return guarded('close', () => this.#documents.close?.())
  }
}

async function guarded<T>(method: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await withDeadline(Promise.resolve().then(work), answerTime, () => {
      throw new Error(`${method} has not answered within ${answerTime / 1000} seconds`)
    })
  } catch (cause) {
    if (cause instanceof RegistryError) throw cause
    throw unavailable(asError(method, cause))
  }
}

function asError(method: string, thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`${method} threw ${String(thrown)}`)
}

/** The text of the cause is for the log only. */
function unavailable(cause: Error): RegistryError {
  const { retryAfter } = cause as { retryAfter?: unknown }
  return new RegistryError('store-unavailable', 'the store of contracts cannot be used for now', [], {
    cause,
    ...(typeof retryAfter === 'number' && { retryAfter }),
  })
}

function checkedDocument(document: unknown): FoundDocument | undefined {
  if (document === undefined || document === null) return undefined
  const { json, yaml } = document as { json?: unknown; yaml?: unknown }
  if (yaml instanceof Uint8Array) return { yaml: Buffer.from(yaml) }
  if (typeof json === 'string') return { json }
  throw new Error('get has to answer { json } with a string, { yaml } with bytes, or undefined')
}

function checkedVersions(versions: unknown): readonly ListedVersion[] {
  if (!Array.isArray(versions) || !versions.every(one => typeof one?.version === 'string'))
    throw new Error('listVersions has to answer an array of { version } with strings')
  const isTold = ({ changedBy = '', changedAt = new Date(0) }: Record<string, unknown>) =>
    typeof changedBy === 'string' && changedAt instanceof Date && !Number.isNaN(changedAt.getTime())
  if (!versions.every(isTold))
    throw new Error('listVersions has to answer changedBy as a string and changedAt as a valid Date')
  return versions
}

function checkedStep(step: IteratorResult<string, unknown>): IteratorResult<string, unknown> {
  if (step.done || typeof step.value === 'string') return step
  throw new Error('listContracts has to give strings')
}
