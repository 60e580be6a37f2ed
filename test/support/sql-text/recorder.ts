import type { Logger } from 'drizzle-orm'

/** A statement that was sent, and the values it was sent with. */
export interface SentStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Writes down the statements of a store, in the order in which it sends them. */
export class Recorder implements Logger {
  #sent: SentStatement[] = []

  logQuery(text: string, values: unknown[]): void {
    this.#sent.push({ text, values: [...values] })
  }

  /** What was sent so far, which stays on record. */
  get sent(): readonly SentStatement[] {
    return this.#sent
  }

  /** What was sent since the last call. */
  take(): SentStatement[] {
    return this.#sent.splice(0)
  }
}
