import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openFolderLog } from '../../../src/stores/filesystem/open-log.ts'
import { DocumentBusy } from '../../../src/stores/indexed/record-log.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { FolderStorage } from '../../support/folder-store.ts'
import { entryOf, LogReplay } from '../../support/log-replay.ts'
import { publish, somebody } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { tempFolder } from '../../support/temp-folder.ts'

interface Warning {
  readonly contractId?: string
}

async function opened(root: string) {
  const warnings: Warning[] = []
  const log = { info: () => undefined, warn: (fields: object) => void warnings.push(fields) }
  const folder = await openFolderLog({ root, layout: 'griot' }, documentWorkers, log)
  return { warnings, log: folder.log, replay: await new LogReplay(folder.log).catchUp() }
}

/** Writes a file as another program did some time ago, or at another time. */
function write(root: string, path: string, text: string, time = '2026-01-01'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  utimesSync(join(root, path), new Date(time), new Date(time))
}

/** The time of a file that is being written all the time, however long it takes to look at it. */
const always = '2126-01-01'

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8')
const yaml = (version: string) =>
  `# a comment\nid: sales-orders\nname: Orders\nversion: ${version}\nstatus: draft\n`
const json = (version: string) =>
  `{"id":"sales-orders","name":"Orders","version":"${version}","status":"draft"}`
const identity = (version: string) => ({ contractId: 'sales-orders', version })

test('versions are YAML files, with the latest and what is known of all beside them', async () => {
  const root = tempFolder()
  const { replay } = await opened(root)
  const source = Buffer.from(yaml('1.10.0'))
  await replay.append(entryOf(identity('1.10.0'), json('1.10.0'), { source, reason: 'first' }))
  await replay.append(entryOf(identity('1.9.0'), '{"id":"sales-orders","version":"1.9.0","amount":1.0}'))
  expect(read(root, 'sales-orders/versions/1.10.0.yaml')).toBe(yaml('1.10.0'))
  expect(read(root, 'sales-orders/versions/1.9.0.yaml')).toBe(
    'id: sales-orders\nversion: 1.9.0\namount: 1.0\n',
  )
  expect(read(root, 'sales-orders/contract.yaml')).toBe(yaml('1.10.0'))
  expect(JSON.parse(read(root, 'sales-orders/metadata.json'))).toMatchObject({
    id: 'sales-orders',
    latest_version: '1.10.0',
    versions: [{ version: '1.10.0', change_notes: 'first' }, { version: '1.9.0' }],
  })
  const other = await opened(root)
  for (const one of [replay, other.replay, replay]) expect(await one.takeOver()).toEqual([])

  await replay.append(entryOf(identity('1.10.0'), undefined))
  expect(read(root, 'sales-orders/contract.yaml')).toContain('1.9.0')
  expect(JSON.parse(read(root, 'sales-orders/metadata.json'))).toMatchObject({ latest_version: '1.9.0' })
  await replay.append(entryOf(identity('1.9.0'), undefined))
  expect(readdirSync(root)).toEqual(['.registry'])
})

test('a folder of griot is read in, and what griot writes later is taken over', async () => {
  const root = tempFolder()
  const fields =
    'id: sales-orders\nversion: 1.0.0\nowner: commerce\nfields:\n  - name: order_id\n    nullable: false\n'
  write(root, 'sales-orders/versions/1.0.0.yaml', fields)
  write(
    root,
    'sales-orders/metadata.json',
    '{"id":"sales-orders","latest_version":"1.0.0","created_at":"2025-01-01T00:00:00Z"}',
  )
  write(root, 'sales-orders/validations/20260101_x.json', '{}')
  // as its pages describe it
  write(root, 'described/contract.yaml', 'id: described\nversion: 2.1.0\n')
  write(root, 'broken/versions/1.0.0.yaml', 'a: [')
  const { replay, warnings } = await opened(root)
  const changes = await replay.takeOver()
  expect(changes.map(({ contractId, version }) => `${contractId} ${version}`).sort()).toEqual([
    'described 2.1.0',
    'sales-orders 1.0.0',
  ])
  expect(changes.find(({ contractId }) => contractId === 'sales-orders')?.document).toEqual({
    json: '{"id":"sales-orders","version":"1.0.0","owner":"commerce","fields":[{"name":"order_id","nullable":false}]}',
    source: Buffer.from(fields),
  })
  expect(warnings.map(({ contractId }) => contractId)).toEqual(['broken'])
  for (let look = 0; look < 2; look++) expect(await replay.takeOver()).toEqual([])
  expect(warnings).toHaveLength(1)
  expect(read(root, 'sales-orders/versions/1.0.0.yaml')).toBe(fields)
  expect(read(root, 'sales-orders/contract.yaml')).toBe(fields)
  expect(JSON.parse(read(root, 'sales-orders/metadata.json')).created_at).toBe('2025-01-01T00:00:00Z')
  expect(existsSync(join(root, 'sales-orders/validations/20260101_x.json'))).toBe(true)

  write(root, 'sales-orders/versions/1.1.0.yaml', yaml('1.1.0'))
  expect(await replay.takeOver()).toMatchObject([{ ...identity('1.1.0'), document: { json: json('1.1.0') } }])
  expect(read(root, 'sales-orders/contract.yaml')).toBe(yaml('1.1.0'))
})

test('a YAML file that was written this moment is left for the next look', async () => {
  const root = tempFolder()
  const { replay } = await opened(root)
  write(root, 'a/versions/1.0.0.yaml', 'id: a\n', always)
  expect(await replay.takeOver()).toEqual([])
  write(root, 'a/versions/1.0.0.yaml', 'id: a\nversion: 1.0.0\n')
  expect(await replay.takeOver()).toMatchObject([{ document: { json: '{"id":"a","version":"1.0.0"}' } }])
})

describe('a change of a version whose file another program has written', () => {
  const path = 'a/versions/1.0.0.yaml'
  const a = { contractId: 'a', version: '1.0.0' }
  const b = { contractId: 'b', version: '1.0.0' }
  const ours = '{"id":"a","version":"1.0.0"}'

  test.each([
    ['whole', 'id: a\nversion: 1.0.0\nname: theirs\n'],
    ['begun', 'id: a\nversion: ['],
  ])('this moment, %s, is refused until it was taken over, and no other change is', async (_, text) => {
    const storage = new FolderStorage('griot')
    onTestFinished(() => storage.remove())
    const store = await storage.open()
    onTestFinished(() => store.close())
    await publish(store, jsonVersion('a', '1.0.0'))
    write(storage.root, path, text, always)
    const changes = ['a', 'b'].map(id => publish(store, jsonVersion(id, '1.0.0', { name: 'ours' })))
    const removal = store.change(a, async () => ({ operation: 'delete' }), somebody)
    const [refused, other, notRemoved] = await Promise.allSettled([...changes, removal])
    for (const one of [refused, notRemoved]) expect(one).toMatchObject({ reason: { code: 'store-busy' } })
    expect(other).toMatchObject({ status: 'fulfilled' })
    expect(read(storage.root, path)).toBe(text)
    expect(read(storage.root, 'b/versions/1.0.0.yaml')).toContain('ours')
    if (text.endsWith('[')) return
    utimesSync(join(storage.root, path), new Date('2026-01-01'), new Date('2026-01-01'))
    expect(await publish(store, jsonVersion('a', '1.0.0', { name: 'ours' }))).toBeDefined()
    const events = await store.history({ ...a, order: 'oldest', limit: 9 })
    expect(events.map(({ operation }) => operation)).toEqual(['create', 'external', 'update'])
  })

  test('that can never be taken over keeps a copy, and who removes it, too', async () => {
    const root = tempFolder()
    const { replay, warnings } = await opened(root)
    const kept = () =>
      existsSync(join(root, '.registry/replaced')) ? readdirSync(join(root, '.registry/replaced')) : []
    write(root, path, 'id: [')
    await replay.append(entryOf(a, ours))
    expect(kept().map(name => read(root, `.registry/replaced/${name}`))).toEqual(['id: ['])
    expect(read(root, path)).toContain('1.0.0')
    expect(warnings).toContainEqual({ ...a, kept: kept()[0] })
    write(root, path, 'name: {')
    await replay.append(entryOf(a, undefined))
    expect(
      kept()
        .map(name => read(root, `.registry/replaced/${name}`))
        .sort(),
    ).toEqual(['id: [', 'name: {'])
    expect(readdirSync(root)).toEqual(['.registry'])
    expect(readdirSync(join(root, '.registry/tmp'))).toEqual([])
  })

  test('one by one by whoever restores entries is refused, and nothing is written', async () => {
    const root = tempFolder()
    const { replay, log } = await opened(root)
    write(root, path, 'id: a\nname: theirs\n')
    await expect(log.append([entryOf(a, ours)], replay.place)).rejects.toThrow(DocumentBusy)
    await expect(log.append([entryOf(b, ours), entryOf(a, ours)], replay.place)).rejects.toMatchObject({
      code: 'invalid-request',
    })
    expect(await replay.takeOver()).toHaveLength(1)
    expect(existsSync(join(root, 'b'))).toBe(false)
    expect(read(root, path)).toContain('theirs')
  })
})
