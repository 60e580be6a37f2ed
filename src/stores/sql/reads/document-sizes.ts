import { and, eq, or } from 'drizzle-orm'
import { versionKey } from '../../../domain/identity.ts'
import type { DocumentIdentity } from '../../store.ts'
import { ofVersion, ofVersions, slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'

/** Tells how large documents are without reading them. */
export class DocumentSizes {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  /** In bytes, in the order of the versions; 0 for those that are not there. */
  async of(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    const sizes = new Map<string, number>()
    for (const some of slicesOf(wanted))
      for (const [key, size] of await this.#sizesOf(some)) sizes.set(key, size)
    // a state that is nowhere any more is read as the one of today
    return wanted.map(one => sizes.get(keyOf(one)) ?? sizes.get(versionKey(one)) ?? 0)
  }

  async #sizesOf(wanted: readonly DocumentIdentity[]): Promise<Map<string, number>> {
    const { contracts } = this.#database.tables
    const { contractId, version, revision, json } = contracts
    const current = await this.#database.select({
      fields: { contractId, version, revision, size: this.#database.byteLength(json) },
      from: contracts,
      where: ofVersions(this.#database, contracts, wanted),
    })
    const sizes = new Map<string, number>()
    for (const { size, ...row } of current) {
      sizes.set(keyOf(row), Number(size))
      sizes.set(versionKey(row), Number(size))
    }
    const replaced = wanted.filter(one => one.revision !== undefined && !sizes.has(keyOf(one)))
    if (replaced.length === 0) return sizes
    return new Map([...sizes, ...(await this.#replaced(replaced))])
  }

  async #replaced(wanted: readonly DocumentIdentity[]): Promise<[string, number][]> {
    const { revisions } = this.#database.tables
    const { contractId, version, revision, json } = revisions
    const rows = await this.#database.select({
      fields: { contractId, version, revision, size: this.#database.byteLength(json) },
      from: revisions,
      where: or(...wanted.map(one => and(ofVersion(revisions, one), eq(revision, one.revision ?? 0)))),
    })
    return rows.map(({ size, ...row }) => [keyOf(row), Number(size)])
  }
}

function keyOf(identity: DocumentIdentity): string {
  const { revision } = identity
  return revision === undefined ? versionKey(identity) : `${versionKey(identity)}\0${revision}`
}
