import type Database from 'better-sqlite3'
import type { Semaphore } from '../../concurrency/semaphore.ts'
import { whenFree } from './connection.ts'

/** After how many milliseconds a group takes no more transactions, so that the first of it need not wait for long. */
const longGroup = 20

/** A transaction that waits for its turn, and for the commit of its group. */
interface Waiting {
  /** Resolves to what tells its caller of the commit. */
  readonly work: () => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/** A transaction that is done but for the commit of its group. */
interface Done {
  readonly tell: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs transactions one after the other, and commits those that wait together, because a commit takes as long as the
 * disk needs to be written: each is a savepoint of its own, so that one which fails is undone alone. Nobody is told
 * that a transaction is done before it is on disk.
 */
export class GroupedTransactions {
  readonly #writer: Database.Database
  /** Held while a group runs. */
  readonly #mutex: Semaphore
  #waiting: Waiting[] = []
  #isScheduled = false

  constructor(writer: Database.Database, mutex: Semaphore) {
    this.#writer = writer
    this.#mutex = mutex
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const asked = async () => {
        const result = await work()
        return () => resolve(result)
      }
      this.#waiting.push({ work: asked, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    void this.#mutex.run(() => this.#runGroup())
  }

  async #runGroup(): Promise<void> {
    try {
      await whenFree(() => this.#writer.exec('begin immediate'))
    } catch (error) {
      // only the first one has waited for so long
      this.#waiting.shift()?.reject(error)
      this.#endGroup()
      return
    }
    const done: Done[] = []
    const begin = performance.now()
    try {
      for (let next = this.#waiting.shift(); next; next = this.#nextSince(begin)) {
        const tell = await this.#runOne(next)
        if (tell) done.push({ tell, reject: next.reject })
      }
      await whenFree(() => this.#writer.exec('commit'))
      for (const { tell } of done) tell()
    } catch (error) {
      for (const { reject } of done) reject(error)
      if (this.#writer.inTransaction) this.#writer.exec('rollback')
    } finally {
      this.#endGroup()
    }
  }

  #endGroup(): void {
    this.#isScheduled = false
    if (this.#waiting.length > 0) this.#schedule()
  }

  #nextSince(begin: number): Waiting | undefined {
    return performance.now() - begin < longGroup ? this.#waiting.shift() : undefined
  }

  /** Undoes the transaction when it fails. */
  async #runOne({ work, reject }: Waiting): Promise<(() => void) | undefined> {
    try {
      this.#writer.exec('savepoint one')
      const tell = await work()
      this.#writer.exec('release one')
      return tell
    } catch (error) {
      reject(error)
      // what fails for want of space may have undone the whole group
      if (!this.#writer.inTransaction) throw error
      this.#writer.exec('rollback to one')
      this.#writer.exec('release one')
      return undefined
    }
  }
}
