import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Child, startChild } from '../../support/child.ts'
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

/** A process that writes, and names on a line each what was acknowledged. */
function startWriter(
  { folder, root }: ReturnType<typeof places>,
  writer: string,
  name: string,
  count: number,
) {
  const args = [program, root, join(folder, `${writer}.db`), name, String(count)]
  // so that they do not compile the sources again and again
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const child = startChild(process.execPath, args, { env })
  onTestFinished(async () => void (await child.kill()))
  return child
}

const linesOf = (writer: Child) => writer.stdout().split('\n').slice(0, -1)

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
  for (const { ended, stderr } of writers) expect([(await ended)[0], stderr()]).toEqual([0, ''])
  const acknowledged = writers.flatMap(linesOf)
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
    for (const writer of writers) {
      const lines = 2 + (round % 7)
      await writer.until(() => linesOf(writer).length >= lines || `fewer than ${lines} were acknowledged`)
      await writer.kill()
    }
    for (const { ended, stderr } of writers) expect([(await ended)[1], stderr()]).toEqual(['SIGKILL', ''])
    acknowledged.push(...writers.flatMap(linesOf))
    await checkFolder(place.root, join(place.folder, 'check.db'), acknowledged)
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 4)
})
