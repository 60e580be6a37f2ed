import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openFolderLog } from '../../../src/stores/filesystem/open-log.ts'
import { LogMoved, LogRewritten, type RecordLog } from '../../../src/stores/indexed/record-log.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { beginning, entriesOf, entryOf, LogReplay } from '../../support/log-replay.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const silent = { info: () => undefined, warn: () => undefined }
const first = { contractId: 'sales.orders', version: '1.0.0' }

async function open(root: string, log = silent): Promise<RecordLog> {
  const opened = await openFolderLog({ root, layout: 'dc43' }, documentWorkers, log)
  return opened.log
}

/** A folder with a log on it, and how its entries leave the versions. */
async function opened(root = tempFolder()) {
  const log = await open(root)
  return { root, log, replay: await new LogReplay(log).catchUp() }
}

/** Writes a file as dc43 does: in place. */
function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Makes a file look as if it was written long ago. */
function age(path: string): void {
  utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'))
}

const left = (root: string) => readdirSync(join(root, '.registry/tmp'))

describe('the log', () => {
  test('gives back entries in their order, from any place on, also to who opens the folder later', async () => {
    const { root, log } = await opened()
    const entries = ['1', '2', '3'].map(version => entryOf({ contractId: 'a', version }, `{"v":${version}}`))
    const one = await log.append(entries.slice(0, 1), beginning)
    await log.append(entries.slice(1), one)
    const later = await open(root)
    for (const reader of [log, later]) {
      const read = await entriesOf(reader)
      expect(read.map(({ position }) => position)).toEqual([1, 2, 3])
      expect(read.map(({ entry }) => entry)).toEqual(entries)
      expect((await entriesOf(reader, one)).map(({ entry }) => entry)).toEqual(entries.slice(1))
      expect(await reader.end()).toEqual({ position: 3, mark: entries[2]?.id })
      expect(await reader.placeOf(2)).toEqual({ position: 2, mark: entries[1]?.id })
      expect(await reader.placeOf(4)).toBeUndefined()
    }
  })

  test('shows at once what another instance has appended, and refuses who did not see it', async () => {
    const { root, log } = await opened()
    const other = await open(root)
    expect(other.end()).toEqual(beginning)
    const place = await log.append([entryOf(first, '{}')], beginning)
    await expect(other.append([entryOf(first, '{"late":1}')], beginning)).rejects.toThrow(LogMoved)
    expect(await other.end()).toEqual(place)
    expect(await entriesOf(other)).toHaveLength(1)
    expect(readFileSync(join(root, 'sales.orders/1.0.0.json'), 'utf8')).toBe('{}')
    expect(left(root)).toEqual([])
  })

  test('does not have others wait for who came too late and has given up', async () => {
    const { root, log } = await opened()
    const other = await open(root)
    await log.append([entryOf(first, '{}')], beginning)
    const waiting = () => readdirSync(join(root, '.registry/waiting')).length
    for (const most of [0, 1]) {
      await expect(other.append([entryOf(first, '{"late":1}')], beginning)).rejects.toThrow(LogMoved)
      expect(waiting()).toBe(most)
    }
    await other.endTurn?.()
    expect(waiting()).toBe(0)
  })

  test('is another one when its past is another', async () => {
    const { root, log } = await opened()
    const place = await log.append([entryOf(first, '{}')], beginning)
    await expect(entriesOf(log, { ...place, mark: 'x' })).rejects.toThrow(LogRewritten)
    await expect(entriesOf(log, { position: 2, mark: 'x' })).rejects.toThrow(LogRewritten)
    rmSync(join(root, '.registry/log'), { recursive: true })
    await expect(log.append([entryOf(first, '{"b":1}')], place)).rejects.toThrow()
    expect(existsSync(join(root, '.registry/log'))).toBe(false)
  })

  test('that has a gap is not opened', async () => {
    const { root, log } = await opened()
    let place = beginning
    for (const version of ['1', '2', '3'])
      place = await log.append([entryOf({ ...first, version }, '{}')], place)
    rmSync(join(root, '.registry/log/000000/000000002.json'))
    await expect(open(root)).rejects.toMatchObject({ key: 'contract_store.root', message: /position 2/ })
  })
})

describe('a document', () => {
  test('is written as it was put, and removed with its folder', async () => {
    const { root, replay } = await opened()
    await replay.append(entryOf(first, '{"b":1.0,"a":2}'))
    const path = join(root, 'sales.orders/1.0.0.json')
    expect(readFileSync(path, 'utf8')).toBe('{"b":1.0,"a":2}')
    expect(await replay.look(first)).toBeUndefined()
    await replay.append(entryOf(first, undefined))
    expect(existsSync(dirname(path))).toBe(false)
    expect(await replay.takeOver()).toEqual([])
  })

  test.each([
    'a/b',
    '..',
    'x'.repeat(255),
    'é'.repeat(255),
    'urn:dc:1',
    '.registry',
    'a%2Fb',
  ])('of any id stays in the folder, and is known again: %s', async contractId => {
    const { root, replay } = await opened(join(tempFolder(), 'contracts'))
    const identity = { contractId, version: '../1.0' }
    await replay.append(entryOf(identity, '{"a":1}'))
    const again = await opened(root)
    expect(await again.replay.takeOver()).toEqual([])
    expect(await again.replay.look(identity)).toBeUndefined()
    expect(readdirSync(dirname(root))).toEqual(['contracts'])
    expect(readdirSync(root)).toHaveLength(2)
  })

  test('whose writer died before it was written is written by whoever comes next, and is no change of others', async () => {
    const { root, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    const path = join(root, 'sales.orders/1.0.0.json')
    const removed = { ...first, version: '0.9.0' }
    await replay.append(entryOf(removed, '{"r":1}'))
    const made = { ...first, version: '2.0.0' }
    await replay.append(entryOf(first, '{"a":2}'))
    await replay.append(entryOf(removed, undefined))
    await replay.append(entryOf(made, '{"m":1}'))
    // as if all three had not come to it
    writeFileSync(path, '{"a":1}')
    write(root, 'sales.orders/0.9.0.json', '{"r":1}')
    rmSync(join(root, 'sales.orders/2.0.0.json'))
    const { replay: next } = await opened(root)
    for (const identity of [first, removed, made]) expect(await next.look(identity)).toBeUndefined()
    expect(await next.takeOver()).toEqual([])
    expect(readFileSync(path, 'utf8')).toBe('{"a":2}')
    expect(existsSync(join(root, 'sales.orders/0.9.0.json'))).toBe(false)
    expect(readFileSync(join(root, 'sales.orders/2.0.0.json'), 'utf8')).toBe('{"m":1}')
  })

  test('is the newest, though another instance was late with an older one', async () => {
    const { root, replay: late } = await opened()
    const { replay } = await opened(root)
    await late.append(entryOf(first, '{"a":1}'))
    await replay.append(entryOf(first, '{"a":2}'))
    write(root, 'sales.orders/1.0.0.json', '{"a":1}')
    expect(await replay.look(first)).toBeUndefined()
    expect(await replay.takeOver()).toEqual([])
    expect(readFileSync(join(root, 'sales.orders/1.0.0.json'), 'utf8')).toBe('{"a":2}')
  })

  test('behind a symbolic link is neither written nor read nor taken for removed', async () => {
    const { root, replay } = await opened()
    const elsewhere = tempFolder()
    writeFileSync(join(elsewhere, '1.0.0.json'), '{"secret":1}')
    symlinkSync(elsewhere, join(root, 'linked'))
    const identity = { contractId: 'linked', version: '1.0.0' }
    expect(await replay.look(identity)).toBeUndefined()
    expect(await replay.takeOver()).toEqual([])
    await expect(replay.append(entryOf(identity, '{}'))).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(readdirSync(elsewhere)).toEqual(['1.0.0.json'])
    expect((await entriesOf(await open(root))).length).toBe(0)

    await replay.append(entryOf(first, '{"a":1}'))
    const path = join(root, 'sales.orders/1.0.0.json')
    rmSync(path)
    symlinkSync(join(elsewhere, '1.0.0.json'), path)
    expect(await replay.look(first)).toBeUndefined()
    expect(await replay.takeOver()).toEqual([])
  })
})

describe('a file of others', () => {
  test('that is new, changed or removed is told once, by whichever instance looks first', async () => {
    const { root, log, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    await replay.append(entryOf({ ...first, version: '1.1.0' }, '{"a":1}'))
    const other = await opened(root)
    // twice, so that nothing of it may be unwritten any more
    for (const one of [replay, other.replay, replay, other.replay]) expect(await one.takeOver()).toEqual([])
    write(root, 'brand.new/0.1.0.json', '{\n  "id": "brand.new"\n}')
    write(root, 'sales.orders/1.0.0.json', '{"a": 2}')
    rmSync(join(root, 'sales.orders/1.1.0.json'))
    const changes = await replay.takeOver()
    expect(changes).toHaveLength(3)
    expect(changes).toContainEqual({
      contractId: 'brand.new',
      version: '0.1.0',
      time: new Date(statSync(join(root, 'brand.new/0.1.0.json')).mtimeMs),
      caller: undefined,
      document: { json: '{\n  "id": "brand.new"\n}', source: undefined },
    })
    const byVersion = changes.map(one => `${one.contractId} ${one.version} ${one.document?.json}`)
    expect(byVersion).toContain('sales.orders 1.0.0 {"a": 2}')
    expect(byVersion).toContain('sales.orders 1.1.0 undefined')
    for (const one of [replay, other.replay, replay]) expect(await one.takeOver()).toEqual([])
    expect((await entriesOf(log)).length).toBe(5)
    expect(readFileSync(join(root, 'sales.orders/1.0.0.json'), 'utf8')).toBe('{"a": 2}')
  })

  test('is met by the next read of its version', async () => {
    const { root, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    expect(await replay.look(first)).toBeUndefined()
    write(root, 'sales.orders/1.0.0.json', '{"a":222}')
    expect(await replay.look(first)).toMatchObject({ document: { json: '{"a":222}' } })
    write(root, 'other/1.0.0.json', '{}')
    expect(await replay.look({ contractId: 'other', version: '1.0.0' })).toMatchObject({
      document: { json: '{}' },
    })
    rmSync(join(root, 'sales.orders/1.0.0.json'))
    expect(await replay.look(first)).toMatchObject({ ...first, document: undefined })
  })

  test('with an older document of the version is a change of theirs, once the newer one was written', async () => {
    const { root, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    await replay.append(entryOf(first, '{"a":2}'))
    await replay.takeOver()
    await replay.takeOver()
    write(root, 'sales.orders/1.0.0.json', '{"a":1}')
    expect(await replay.takeOver()).toMatchObject([{ document: { json: '{"a":1}' } }])
    expect(replay.json(first)).toBe('{"a":1}')
  })

  test('that is half written is left until it is whole, or stays as it is', async () => {
    const { root, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    await replay.takeOver()
    await replay.takeOver()
    for (const part of ['', '{"a":', '{"a":2}']) {
      write(root, 'sales.orders/1.0.0.json', part)
      const expected = part === '{"a":2}' ? [{ document: { json: part } }] : []
      expect(await replay.takeOver()).toMatchObject(expected)
    }
    write(root, 'sales.orders/1.0.0.json', '{"a": it\'s broken')
    expect(await replay.look(first)).toBeUndefined()
    age(join(root, 'sales.orders/1.0.0.json'))
    expect(await replay.takeOver()).toMatchObject([{ document: { json: '{"a": it\'s broken' } }])
    expect(await replay.takeOver()).toEqual([])
  })

  test('that is no text is known again, and a copy is kept when something takes its place', async () => {
    const { root, replay } = await opened()
    const bytes = Buffer.from([0x7b, 0xff, 0, 0x7d])
    write(root, 'a/1.0.0.json', '')
    writeFileSync(join(root, 'a/1.0.0.json'), bytes)
    age(join(root, 'a/1.0.0.json'))
    expect(await replay.takeOver()).toMatchObject([{ document: { json: '{\ufffd\ufffd}' } }])
    expect(await replay.takeOver()).toEqual([])
    await replay.append(entryOf({ contractId: 'a', version: '1.0.0' }, '{}'))
    const [kept = ''] = readdirSync(join(root, '.registry/replaced'))
    expect(readFileSync(join(root, '.registry/replaced', kept))).toEqual(bytes)
    expect(readFileSync(join(root, 'a/1.0.0.json'), 'utf8')).toBe('{}')
  })

  test('of a name that nobody can ask for, a folder or other files are passed over', async () => {
    const { root, replay } = await opened()
    for (const path of [
      'readme.md',
      'a/notes.txt',
      'a/.json',
      ' b/1.0.0.json',
      `%~${'0'.repeat(32)}/1.json`,
    ]) {
      write(root, path, '{}')
    }
    mkdirSync(join(root, 'a/1.0.0.json'))
    expect(await replay.takeOver()).toEqual([])
  })

  test('in a folder that is away says nothing of removals', async () => {
    const { root, log, replay } = await opened()
    await replay.append(entryOf(first, '{"a":1}'))
    await replay.takeOver()
    renameSync(root, `${root}-away`)
    mkdirSync(root)
    await expect(replay.takeOver()).rejects.toThrow()
    await expect(
      Promise.resolve(log.foreignChange?.(first, async () => replay.known(first))),
    ).rejects.toThrow()
    rmSync(root, { recursive: true })
    renameSync(`${root}-away`, root)
    expect(await replay.takeOver()).toEqual([])
  })
})
