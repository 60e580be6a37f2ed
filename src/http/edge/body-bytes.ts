import { RegistryError } from '../../domain/errors.ts'
import type { BodyRoom } from './body-memory.ts'

/**
 * Collects the bytes of a body in one piece that grows with them: what is kept of each of very many small pieces would
 * take far more memory than they have bytes.
 */
export class BodyBytes {
  readonly #room: BodyRoom
  readonly #limit: number
  readonly #name: string
  #bytes = Buffer.alloc(0)
  #length = 0

  /** @param name what it is that may not be larger than the limit, for messages. */
  constructor(room: BodyRoom, limit: number, name = 'the body') {
    this.#room = room
    this.#limit = limit
    this.#name = name
  }

  /** @throws RegistryError `document-too-large`, or `overloaded` when there is no memory for it. */
  append(chunk: Buffer): void {
    const length = this.#length + chunk.length
    if (length > this.#limit) throw tooLarge(this.#name, this.#limit)
    this.#room.take(chunk.length)
    if (length > this.#bytes.length) this.#grow(length)
    chunk.copy(this.#bytes, this.#length)
    this.#length = length
  }

  get length(): number {
    return this.#length
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(2 * this.#bytes.length, this.#limit)))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

export function tooLarge(name: string, limit: number): RegistryError {
  return new RegistryError('document-too-large', `${name} is larger than ${limit} bytes, the limit here`)
}
