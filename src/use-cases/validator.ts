import { isReadable } from '../domain/stored-text.ts'
import type { ReadableStore, StoredVersion } from '../stores/store.ts'
import type { Validation, ValidationRules } from '../validation/validation.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import type { Upload } from '../workers/indexed-documents.ts'
import { unreadableDocument } from './errors.ts'

/** What a validation says, and in which text its places are. */
export interface ValidatedText {
  readonly format: Upload['format']
  readonly validation: Validation
}

/** Says whether documents are valid, and changes nothing. */
export class ContractValidator {
  readonly #store: ReadableStore
  readonly #documents: DocumentWorkers
  readonly #rules: ValidationRules

  constructor(store: ReadableStore, documents: DocumentWorkers, rules: ValidationRules) {
    this.#store = store
    this.#documents = documents
    this.#rules = rules
  }

  /**
   * @param signal aborts when nobody waits for it any more.
   * @throws RegistryError `malformed-document` or `document-too-large`.
   */
  async validate(upload: Upload, signal: AbortSignal): Promise<ValidatedText> {
    const validation = await this.#documents.validate(upload, this.#rules, signal)
    return { format: upload.format, validation }
  }

  /**
   * What is stored: the YAML that was sent, else the JSON.
   *
   * @throws RegistryError `not-acceptable` for what is no JSON object, which only another program can have stored.
   */
  async validateStored(stored: StoredVersion, signal: AbortSignal): Promise<ValidatedText> {
    if (!isReadable(stored)) throw unreadableDocument(stored)
    const { json } = stored
    const source = await this.#store.source(stored)
    const validation = await this.#documents.validateStored({ json, source }, this.#rules, signal)
    return { format: source ? 'yaml' : 'json', validation }
  }
}
