import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { publish } from './publish.ts'
import { jsonVersion, yamlVersion } from './sample-contracts.ts'
import { quoted, type SharedStorage } from './storages.ts'

const author = { caller: 'ana', reason: 'because é 😀\nof it', requestId: 'r-1' }

/** Ids that are allowed and that file systems, URLs, CSV and SQL have their trouble with. */
const oddIds = [
  ...[
    'Orders',
    'orders',
    'a/b',
    'a/b/c',
    '..x',
    'x..',
    '-rf',
    'urn:dc:1',
    'é',
    'e\u0301',
    '😀 orders',
    "it's",
    '"',
  ],
  ...['a,b', 'a%2Fb', 'CON', 'nul.txt', 'a\\b', '%~x', '~', '*', 'latest', 'x'.repeat(255), 'ſ', 'K', 'a b'],
]

const yaml =
  '\ufeffid: CONTRACT\r\nversion: "1.0.0"  # kept\r\nstatus: draft\r\nslaProperties:\r\n  - {property: é 😀, value: 1.10}\r\n'

/**
 * Fills a store with all kinds of changes: some hundred versions, YAML, updates, moves of the status with successor and
 * sunset, deletions and creations again, links, and what other programs wrote, changed and deleted.
 */
export async function fillStore(
  store: SqlContractStore,
  execute: SharedStorage['execute'],
  plainVersions = 200,
): Promise<void> {
  for (const [at, id] of oddIds.entries()) {
    await publish(
      store,
      jsonVersion(id, '1.0.0', {
        status: 'draft',
        customProperties: [{ property: 'n', value: at }, { property: '\ud800 \0' }],
      }),
      author,
    )
    await publish(store, yamlVersion(id, '1.0.0', yaml.replace('CONTRACT', JSON.stringify(id))))
    await publish(store, jsonVersion(id, '1.1.0-rc.1+b', { name: `n ${at}`, status: 'active' }))
  }
  for (let at = 0; at < plainVersions; at++)
    await publish(
      store,
      jsonVersion(`plain.${at % 20}`, `${1 + Math.floor(at / 20)}.0.0`, {
        status: 'draft',
        tags: [`t${at}`],
      }),
    )
  await lifeOf(store)
  await link(store, 'table:orders', '1', 'orders', '1.0.0')
  await link(store, 'table:orders', '1', 'Orders', '1.0.0')
  await link(store, 'table:é', '', 'a/b', '1.1.0-rc.1+b')
  await link(store, 'x'.repeat(2000), '2', 'gone', '9')
  await foreignChanges(store, execute)
}

async function lifeOf(store: SqlContractStore): Promise<void> {
  const text = 'id: life\nversion: 1.0.0\nstatus: draft # now\n'
  const inStatus = (status: string) => yamlVersion('life', '1.0.0', text.replace('draft', status))
  const move = (status: string, successor: string | null, sunset?: Date) => {
    const version = inStatus(status)
    return store.change(version, async () => ({ operation: 'status', version, successor, sunset }), author)
  }
  await publish(store, inStatus('draft'), author)
  await publish(store, jsonVersion('life', '2.0.0', { status: 'active' }), author)
  await move('active', '2.0.0')
  await move('deprecated', '2.0.0', new Date('2030-01-01T00:00:00Z'))
  await move('retired', null)
  for (let round = 0; round < 3; round++) {
    await publish(store, yamlVersion('again', '1', `id: again\nversion: "1"\ndomain: d${round}\n`))
    await store.change({ contractId: 'again', version: '1' }, async () => ({ operation: 'delete' }), {
      ...author,
      reason: undefined,
    })
  }
  await publish(store, jsonVersion('again', '1', { domain: 'back' }))
  await publish(store, jsonVersion('gone', '1'))
  await store.change({ contractId: 'gone', version: '1' }, async () => ({ operation: 'delete' }), author)
}

function link(
  store: SqlContractStore,
  datasetId: string,
  datasetVersion: string,
  contractId: string,
  contractVersion: string,
) {
  return store.links.link({ datasetId, datasetVersion, contractId, contractVersion, linkedBy: 'ana' })
}

/** What another program on the table does: insert, change, delete, and change again before anybody has looked. */
async function foreignChanges(store: SqlContractStore, execute: SharedStorage['execute']): Promise<void> {
  const insert = (id: string, version: string, json: string) =>
    execute(
      `insert into contracts (contract_id, version, name, json, fingerprint) values (${[id, version, id, json, `f-${json.length}`].map(quoted).join(', ')})`,
    )
  await insert('foreign', '1', '{"id": "foreign",  "version": "1", "n": 1.0}')
  await insert('foreign', '2', 'no JSON at all')
  await publish(store, jsonVersion('foreign', '3'))
  await store.history({ order: 'oldest', limit: 1 })
  await execute(
    `update contracts set json = '{"a":1}', fingerprint = 'f2' where contract_id = 'foreign' and version = '1'`,
  )
  await store.history({ order: 'oldest', limit: 1 })
  // this state is replaced unseen: its text is known to nobody
  await execute(
    `update contracts set json = '{"a":3}', fingerprint = 'f3' where contract_id = 'foreign' and version = '1'`,
  )
  await store.history({ order: 'oldest', limit: 1 })
  await execute(`delete from contracts where contract_id = 'foreign' and version = '3'`)
  await store.enterForeignChanges()
}
