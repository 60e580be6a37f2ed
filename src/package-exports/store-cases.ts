import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Documents, ListedVersion } from '../stores/indexed/documents.ts'

type Open = () => Documents | Promise<Documents>

/** One thing that the registry needs of a storage that keeps documents. */
export interface StoreCase {
  readonly name: string
  run(open: Open): Promise<void>
}

/** What a case works with: documents, and names that no other case has. */
interface Bench {
  readonly documents: Documents
  /** The storage as another process of the registry has it. */
  another(): Promise<Documents>
  contractId(end?: string): string
}

const jsonOf = (text: string) => JSON.stringify({ id: 'a', description: { usage: text } })
const put = (documents: Documents, identity: VersionIdentity, text: string) =>
  documents.put(identity, { json: jsonOf(text), yaml: undefined })

/** All that is promised in `Documents`, in the order in which an author meets it. */
export const storeCases: readonly StoreCase[] = [
  caseOf('keeps a JSON document as it is', async ({ documents, contractId }) => {
    const identity = { contractId: contractId(), version: '1.0.0' }
    const json = '{"b": 1.0, "a": "é 😀 \\ud800 \\u0000",\n"b": 10000000000000000000001}'
    await documents.put(identity, { json, yaml: undefined })
    assert.deepEqual(await documents.get(identity), { json })
  }),
  caseOf('keeps the bytes of a YAML document, or the JSON that came with them', async bench => {
    const { documents } = bench
    const identity = { contractId: bench.contractId(), version: '1.0.0' }
    const yaml = Buffer.from('\ufeffid: a # a comment, é 😀\r\nversion: "1.0.0"\n')
    const json = '{"id":"a","version":"1.0.0"}'
    await documents.put(identity, { json, yaml })
    const found = await documents.get(identity)
    if (found && 'yaml' in found) assert.deepEqual(Buffer.from(found.yaml), yaml)
    else assert.deepEqual(found, { json })
  }),
  caseOf('puts a document in the place of the one before, in another form too', async bench => {
    const { documents } = bench
    const identity = { contractId: bench.contractId(), version: '1.0.0' }
    await documents.put(identity, { json: jsonOf('first'), yaml: Buffer.from('id: a\n') })
    await put(documents, identity, 'second')
    await put(documents, identity, 'second')
    assert.deepEqual(await documents.get(identity), { json: jsonOf('second') })
    assert.deepEqual(versionsOf(await documents.listVersions(identity.contractId)), ['1.0.0'])
  }),
  caseOf('has nothing under names that were never put', async ({ documents, contractId }) => {
    const id = contractId()
    assert.equal(await documents.get({ contractId: id, version: '1.0.0' }), undefined)
    assert.deepEqual(await documents.listVersions(id), [])
    await put(documents, { contractId: id, version: '1.0.0' }, 'x')
    assert.equal(await documents.get({ contractId: id, version: '1.0' }), undefined)
    assert.ok(!(await idsOf(documents)).includes(contractId()))
  }),
  caseOf('lists each contract and each version once', async ({ documents, contractId }) => {
    const [first, second] = [contractId(), contractId()]
    const versions = ['1.0.0', '1.0.0-rc.1', '10.0.0', '2.0.0+build.1']
    for (const version of versions) await put(documents, { contractId: first, version }, version)
    await put(documents, { contractId: second, version: '1.0.0' }, 'x')
    assert.deepEqual(versionsOf(await documents.listVersions(first)), versions)
    const ids = (await idsOf(documents)).filter(id => id === first || id === second)
    assert.deepEqual(ids.sort(), [first, second].sort())
  }),
  caseOf('tells names apart by each of their characters', async ({ documents, contractId }) => {
    const base = contractId()
    const ends = [
      '',
      'x',
      'X',
      '/x',
      '/',
      '.x',
      ' x',
      '%2Fx',
      '%x',
      'é',
      'e\u0301',
      '😀',
      ':*?"<>|\\x',
      '~',
      '#',
      '&',
      "'",
    ]
    const names = ends.map(end => `${base}${end}`)
    const identities = [
      ...names.map(id => ({ contractId: id, version: '1.0.0' })),
      ...ends.slice(1).map(end => ({ contractId: base, version: `1${end}1` })),
    ]
    for (const identity of identities) await put(documents, identity, JSON.stringify(identity))
    for (const identity of identities)
      assert.deepEqual(await documents.get(identity), { json: jsonOf(JSON.stringify(identity)) })
    const ids = new Set(await idsOf(documents))
    assert.deepEqual(
      names.filter(id => !ids.has(id)),
      [],
    )
    const versions = identities.filter(({ contractId: id }) => id === base).map(({ version }) => version)
    assert.deepEqual(versionsOf(await documents.listVersions(base)), versions.sort())
    for (const identity of identities) await documents.delete?.(identity)
  }),
  caseOf('takes ids of 255 characters and versions of 128', async ({ documents, contractId }) => {
    const identity = { contractId: contractId('é'.repeat(255)).slice(0, 255), version: '1'.repeat(128) }
    await put(documents, identity, 'x')
    assert.deepEqual(await documents.get(identity), { json: jsonOf('x') })
    assert.deepEqual(versionsOf(await documents.listVersions(identity.contractId)), [identity.version])
    await documents.delete?.(identity)
  }),
  caseOf('keeps documents of 8 MiB', async ({ documents, contractId }) => {
    const identity = { contractId: contractId(), version: '1.0.0' }
    const json = jsonOf('é'.repeat(4 * 1024 * 1024))
    await documents.put(identity, { json, yaml: undefined })
    const found = await documents.get(identity)
    assert.ok(found && 'json' in found && found.json === json)
  }),
  caseOf('gives a version another mark when its document changes, and only then', async bench => {
    const { documents } = bench
    const identity = { contractId: bench.contractId(), version: '1.0.0' }
    const mark = async () => (await documents.listVersions(identity.contractId))[0]?.mark
    await put(documents, identity, 'first')
    const first = await mark()
    assert.equal(await mark(), first)
    await put(documents, identity, 'other')
    if (first !== undefined) assert.notEqual(await mark(), first)
  }),
  caseOf('shows what was put to another process at once', async ({ documents, another, contractId }) => {
    const identity = { contractId: contractId(), version: '1.0.0' }
    const other = await another()
    await put(documents, identity, 'first')
    assert.deepEqual(await other.get(identity), { json: jsonOf('first') })
    await put(other, identity, 'second')
    assert.deepEqual(await documents.get(identity), { json: jsonOf('second') })
    assert.deepEqual(versionsOf(await documents.listVersions(identity.contractId)), ['1.0.0'])
  }),
  caseOf('puts many documents at the same time', async ({ documents, contractId }) => {
    const id = contractId()
    const versions = Array.from({ length: 20 }, (_, index) => `1.0.${index}`)
    await Promise.all(versions.map(version => put(documents, { contractId: id, version }, version)))
    assert.deepEqual(versionsOf(await documents.listVersions(id)), versions.sort())
    for (const version of versions)
      assert.deepEqual(await documents.get({ contractId: id, version }), { json: jsonOf(version) })
  }),
  caseOf('deletes a version, if it can delete at all', async ({ documents, contractId }) => {
    const identity = { contractId: contractId(), version: '1.0.0' }
    const kept = { ...identity, version: '2.0.0' }
    if (!documents.delete) return
    await put(documents, identity, 'x')
    await put(documents, kept, 'x')
    await documents.delete(identity)
    await documents.delete(identity)
    assert.equal(await documents.get(identity), undefined)
    assert.deepEqual(versionsOf(await documents.listVersions(identity.contractId)), ['2.0.0'])
    await documents.delete(kept)
    assert.ok(!(await idsOf(documents)).includes(identity.contractId))
    await put(documents, identity, 'again')
    assert.deepEqual(await documents.get(identity), { json: jsonOf('again') })
  }),
  caseOf('says that it can be used', async ({ documents }) => {
    await documents.check?.()
  }),
]

/** A case that closes what it opens, and deletes what it made where that is possible. */
function caseOf(name: string, work: (bench: Bench) => Promise<void>): StoreCase {
  return {
    name,
    async run(open) {
      const opened: Documents[] = []
      const another = async () => {
        const documents = await open()
        opened.push(documents)
        return documents
      }
      const made: string[] = []
      const contractId = (end = '') => {
        const id = `suite.${randomUUID()}${end}`
        made.push(id)
        return id
      }
      const documents = await another()
      try {
        await work({ documents, another, contractId })
        for (const id of documents.delete ? made : [])
          for (const { version } of await documents.listVersions(id))
            await documents.delete?.({ contractId: id, version })
      } finally {
        for (const each of opened) await each.close?.()
      }
    },
  }
}

function versionsOf(listed: readonly ListedVersion[]): string[] {
  return listed.map(({ version }) => version).sort()
}

async function idsOf(documents: Documents): Promise<string[]> {
  const ids: string[] = []
  for await (const id of await documents.listContracts()) ids.push(id)
  return ids
}
