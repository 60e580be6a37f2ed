import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { probe } from '../../../src/stores/filesystem/abilities.ts'
import { claim, readPlace } from '../../../src/stores/filesystem/files.ts'
import { openFolderLog } from '../../../src/stores/filesystem/open-log.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { beginning, entriesOf, entryOf, LogReplay } from '../../support/log-replay.ts'
import { notRun } from '../../support/not-run.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const silent = { info: () => undefined, warn: () => undefined }
const first = { contractId: 'sales.orders', version: '1.0.0' }
const open = (root: string) => openFolderLog({ root, layout: 'dc43' }, documentWorkers, silent)

const canMount = mounts()
if (!canMount)
  notRun('disks that are full or read-only', 'only root may mount a tmpfs; run the tests as root')

function mounts(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false
  const folder = tempRoot()
  try {
    mount(folder, 'size=1m')
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function tempRoot(): string {
  return execFileSync('mktemp', ['-d', '-t', 'dc43-registry-test-XXXXXX'], { encoding: 'utf8' }).trim()
}

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
}

describe('a disk', () => {
  test('tells what it can do', async () => {
    const folder = join(tempFolder(), 'trial')
    mkdirSync(folder)
    const abilities = await probe(folder)
    expect(abilities).toMatchObject({ claim: 'link', names: { longest: 255, refused: new Set() } })
    expect(readdirSync(join(folder, '..'))).toEqual([])
  })

  test.each([
    'link',
    'folder',
  ] as const)('gives a place to one of many who take it at once, by a %s', async manner => {
    const folder = tempFolder()
    const takers = Array.from({ length: 20 }, (_, at) => join(folder, `taker-${at}`))
    for (const taker of takers) writeFileSync(taker, taker)
    const place = join(folder, 'place')
    const taken = await Promise.all(takers.map(taker => claim(manner, taker, place)))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(String(await readPlace(place))).toBe(takers[taken.indexOf(true)])
    expect(readdirSync(folder)).toEqual(['place'])
  })

  test('without hard links keeps a log that one with them goes on with', async () => {
    const folder = tempFolder()
    const [file, other, place] = ['a', 'b', 'place'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ]
    for (const path of [file, other]) writeFileSync(path, path)
    expect(await claim('folder', file, place)).toBe(true)
    expect(await claim('link', other, place)).toBe(false)
    writeFileSync(other, other)
    expect(await claim('alone', other, place)).toBe(false)
    expect(String(await readPlace(place))).toBe(file)
  })
})

describe('a folder that cannot be used', () => {
  test('stops the start with the key and the reason', async () => {
    const root = tempFolder()
    writeFileSync(join(root, 'file'), '')
    symlinkSync(join(root, 'nowhere'), join(root, 'link'))
    const key = 'contract_store.root'
    await expect(open(join(root, 'file'))).rejects.toMatchObject({ key, message: /no folder/ })
    await expect(open(join(root, 'file/below'))).rejects.toMatchObject({ key, message: /no folder/ })
    await expect(open(join(root, 'link'))).rejects.toMatchObject({ key })
    symlinkSync(root, join(root, '.registry'))
    await expect(open(root)).rejects.toMatchObject({ key, message: /no folder/ })
  })
})

describe.runIf(canMount)('a small disk', () => {
  let mounted: string | undefined
  afterEach(() => {
    if (mounted !== undefined) {
      execFileSync('umount', [mounted])
      rmSync(mounted, { recursive: true })
    }
    mounted = undefined
  })

  function small(options: string): string {
    mounted = tempRoot()
    mount(mounted, options)
    return mounted
  }

  test('that is full refuses a change, of which nothing is left, and takes others when there is room', async () => {
    const root = small('size=1m')
    const { log } = await open(root)
    const replay = await new LogReplay(log).catchUp()
    await replay.append(entryOf(first, '{"a":1}'))
    const large = entryOf({ contractId: 'large', version: '1.0.0' }, `{"a":"${'x'.repeat(2_000_000)}"}`)
    // the document fits, and the entry beside it does not
    const half = entryOf({ contractId: 'half', version: '1.0.0' }, `{"a":"${'x'.repeat(600_000)}"}`)
    for (const entry of [large, half, large]) {
      const refusal = await replay.append(entry).catch(error => error)
      expect(refusal).toMatchObject({
        code: 'store-unavailable',
        message: 'the disk of the contract folder is full',
      })
      expect(readdirSync(root).sort()).toEqual(['.registry', 'sales.orders'])
      expect(readdirSync(join(root, '.registry/tmp'))).toEqual([])
      expect(await entriesOf(log)).toHaveLength(1)
    }
    await replay.append(entryOf(first, '{"a":2}'))
    expect(readFileSync(join(root, 'sales.orders/1.0.0.json'), 'utf8')).toBe('{"a":2}')
    expect(await replay.takeOver()).toEqual([])
  })

  test('that becomes read-only refuses changes and is read as before, and stops a start', async () => {
    const root = small('size=1m')
    const { log } = await open(root)
    const replay = await new LogReplay(log).catchUp()
    await replay.append(entryOf(first, '{"a":1}'))
    execFileSync('mount', ['-o', 'remount,ro', root])
    await expect(replay.append(entryOf(first, '{"a":2}'))).rejects.toMatchObject({
      code: 'store-unavailable',
      message: 'the contract folder takes no writes at the moment',
    })
    expect(await replay.look(first)).toBeUndefined()
    expect(await entriesOf(log)).toHaveLength(1)
    await log.check()
    await expect(open(root)).rejects.toMatchObject({ key: 'contract_store.root', message: /read-only/ })
    execFileSync('mount', ['-o', 'remount,rw', root])
    await replay.append(entryOf(first, '{"a":2}'))
    expect(await entriesOf(log)).toHaveLength(2)
  })
})

test.runIf(process.getuid?.() !== 0)('a folder whose permission was lost refuses changes', async () => {
  const root = tempFolder()
  const { log } = await open(root)
  chmodSync(join(root, '.registry/tmp'), 0o500)
  await expect(log.append([entryOf(first, '{}')], beginning)).rejects.toMatchObject({
    code: 'store-unavailable',
  })
})
