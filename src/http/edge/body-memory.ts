import { RegistryError } from '../../domain/errors.ts'
import { Shares } from './shares.ts'

/** After how many milliseconds without a byte a body gives way to others that need its room. */
const silence = 1000

/**
 * The memory for request bodies. A body takes room as it arrives, not as it is announced, so that a client that sends
 * nothing keeps none from others; one that has stopped sending loses what it has to those who go on.
 */
export class BodyMemory {
  readonly #shares: Shares
  /** Those that are not there yet; the one that has been silent for the longest time is the first. */
  readonly #arriving = new Set<BodyRoom>()

  constructor(bytes: number) {
    this.#shares = new Shares(bytes)
  }

  /** Room for the body of a request, none of which has come. */
  open(caller: string): BodyRoom {
    return new BodyRoom(caller, this.#shares, this.#arriving)
  }
}

/** What one body takes of the memory. */
export class BodyRoom {
  readonly #caller: string
  readonly #shares: Shares
  readonly #arriving: Set<BodyRoom>
  #size = 0
  #lastTaken = 0
  #breakOff: ((error: RegistryError) => void) | undefined

  constructor(caller: string, shares: Shares, arriving: Set<BodyRoom>) {
    this.#caller = caller
    this.#shares = shares
    this.#arriving = arriving
  }

  /** From now on the body arrives. `breakOff` ends that when it has stopped and others need its room. */
  arrive(breakOff: (error: RegistryError) => void): void {
    this.#breakOff = breakOff
  }

  /** All of the body is there. */
  arrived(): void {
    this.#breakOff = undefined
    this.#arriving.delete(this)
  }

  /**
   * Takes room for more bytes of the body.
   *
   * @throws RegistryError `overloaded` when there is none.
   */
  take(bytes: number): void {
    const now = performance.now()
    while (!this.#shares.take(this.#caller, bytes)) if (!this.#displaceSilent(now)) throw overloaded()
    this.#size += bytes
    this.#lastTaken = now
    // the order of a set is that of insertion
    this.#arriving.delete(this)
    if (this.#breakOff) this.#arriving.add(this)
  }

  /** Gives back the room of bytes that are not needed any more. */
  giveBack(bytes: number): void {
    this.#size -= bytes
    this.#shares.giveBack(this.#caller, bytes)
  }

  /** Gives back all of it. May be repeated. */
  close(): void {
    this.arrived()
    this.giveBack(this.#size)
  }

  #displaceSilent(now: number): boolean {
    const [first] = this.#arriving
    if (first === undefined || first === this || now - first.#lastTaken < silence) return false
    const breakOff = first.#breakOff
    first.close()
    breakOff?.(overloaded())
    return true
  }
}

function overloaded(): RegistryError {
  return new RegistryError('overloaded', 'too many request bodies are being read; try again')
}
