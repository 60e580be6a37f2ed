import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../support/folder-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** How often two processes are killed: more by hand than on each run of all tests. */
const rounds = Number(process.env.DC43_TEST_KILL_ROUNDS ?? 2)
const program = join(import.meta.dirname, 'publish.worker.ts')

/** A folder of contracts, beside what its processes keep for themselves. */
function places() {
  const folder = tempFolder()
  return { folder, root: join(folder, 'contracts') }
}

/** A process that writes, and what it has named as acknowledged. */
function startWriter(
  { folder, root }: ReturnType<typeof places>,
  writer: string,
  name: string,
  count: number,
) {
  const args = [program, root, join(folder, `${writer}.db`), name, String(count)]
  // so that they do not compile the sources again and again
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', text => (stdout += text))
  child.stderr.on('data', text => (stderr += text))
  const ended = once(child, 'close')
  return { child, ended, lines: () => stdout.split('\n').slice(0, -1), errors: () => stderr }
}

/** Looks at a folder as who comes to it next; how many events its history has. */
async function checkFolder(root: string, index: string, acknowledged: readonly string[]): Promise<number> {
  const store = await openFolderStore({ root, layout: 'dc43' }, index)
  const events = await store.history({ order: 'oldest', limit: 100_000 })
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1))
  expect(events.filter(({ operation }) => operation === 'external')).toEqual([])
  const found = await store.versions(acknowledged.map(version => ({ contractId: 'raced', version })))
  expect(found.map(({ name }) => name).sort()).toEqual(acknowledged.toSorted())
  // closing waits for the first look at the folder, after which every document is as the log says
  await store.close()
  const after = await openFolderStore({ root, layout: 'dc43' }, index)
  const versions = await after.listVersions('raced')
  const files = readdirSync(join(root, 'raced'))
  expect(files.sort()).toEqual(versions.map(version => `${version}.json`).sort())
  for (const version of versions) {
    const text = readFileSync(join(root, 'raced', `${version}.json`), 'utf8')
    expect(text).toBe((await after.get({ contractId: 'raced', version }))?.json)
  }
  expect(await after.history({ order: 'oldest', limit: 100_000 })).toHaveLength(events.length)
  await after.close()
  return events.length
}

test('four processes get one place each, and leave the newest documents', async () => {
  const place = places()
  const writers = ['a', 'b', 'c', 'd'].map(name => startWriter(place, name, name, 5))
  for (const { ended, errors } of writers) expect([(await ended)[0], errors()]).toEqual([0, ''])
  const acknowledged = writers.flatMap(({ lines }) => lines())
  expect(acknowledged).toHaveLength(20)
  expect(await checkFolder(place.root, join(place.folder, 'check.db'), acknowledged)).toBe(40)
})

test('nothing acknowledged is lost when two processes are killed, again and again', {
  timeout: rounds * 900_000,
}, async () => {
  const place = places()
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round++) {
    const writers = ['a', 'b'].map(name => startWriter(place, name, `${name}${round}`, 1000))
    // one after the other, at another moment each time
    for (const { child, ended, lines } of writers) {
      let isEnded = false
      ended.then(() => (isEnded = true))
      while (!isEnded && lines().length < 2 + (round % 7)) await Promise.race([ended, delay(5)])
      child.kill('SIGKILL')
    }
    for (const { ended, errors } of writers) expect([(await ended)[1], errors()]).toEqual(['SIGKILL', ''])
    acknowledged.push(...writers.flatMap(({ lines }) => lines()))
    await checkFolder(place.root, join(place.folder, 'check.db'), acknowledged)
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 4)
})
