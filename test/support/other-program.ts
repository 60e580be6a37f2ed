import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { isBusy } from '../../src/sql/sqlite/connection.ts'

/** A program other than the service, at the same SQLite file. */
export class OtherProgram {
  /** For reading only: a write might wait in the driver. */
  readonly database: Database.Database

  constructor(file: string) {
    // waiting in the driver would keep a writer of this process from ending its transaction
    this.database = new Database(file, { timeout: 0 })
  }

  /** Runs a statement with values. */
  run(statement: string, ...values: unknown[]): Promise<unknown> {
    return this.#write(() => this.database.prepare(statement).run(...values))
  }

  /** The rows of a statement; none of one that changes something. */
  rows(statement: string): Promise<unknown[]> {
    return this.#write(() => {
      const prepared = this.database.prepare(statement)
      if (prepared.reader) return prepared.all()
      prepared.run()
      return []
    })
  }

  /** Runs statements. */
  exec(statements: string): Promise<unknown> {
    return this.#write(() => this.database.exec(statements))
  }

  /** Inserts a row as dc43 does. */
  insert(contractId: string, version: string, name: string, json: string, fingerprint: string) {
    const columns = 'contract_id, version, name, json, fingerprint'
    const statement = `insert into contracts (${columns}) values (?, ?, ?, ?, ?)`
    return this.run(statement, contractId, version, name, json, fingerprint)
  }

  /** Overwrites a row as dc43 does. */
  update(contractId: string, version: string, json: string, fingerprint: string) {
    const statement = 'update contracts set json = ?, fingerprint = ? where contract_id = ? and version = ?'
    return this.run(statement, json, fingerprint, contractId, version)
  }

  close(): void {
    this.database.close()
  }

  async #write<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        return work()
      } catch (error) {
        if (!isBusy(error)) throw error
        await delay(2)
      }
    }
  }
}
