import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderLog } from '../../../src/stores/filesystem/open.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { entriesOf, LogReplay } from '../../support/log-replay.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** How often the processes are killed: more by hand than on each run of all tests. */
const rounds = Number(process.env.DC43_TEST_KILL_ROUNDS ?? 2)
const silent = { info: () => undefined, warn: () => undefined }
const program = join(import.meta.dirname, 'append.worker.ts')

/** A process that writes, and what it has named as acknowledged. */
function startWriter(root: string, name: string, count: number) {
  const child = spawn(process.execPath, [program, root, name, String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', text => (stdout += text))
  child.stderr.on('data', text => (stderr += text))
  const ended = once(child, 'close')
  return { child, ended, lines: () => stdout.split('\n').slice(0, -1), errors: () => stderr }
}

async function checkFolder(root: string, acknowledged: readonly string[]): Promise<void> {
  const { log } = await openFolderLog({ root, layout: 'dc43' }, documentWorkers, silent)
  const entries = await entriesOf(log)
  expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at + 1))
  expect(new Set(entries.map(({ mark }) => mark)).size).toBe(entries.length)
  const replay = await new LogReplay(log).catchUp()
  expect(await replay.takeOver()).toEqual([])
  for (const version of acknowledged) {
    expect(replay.json({ contractId: 'raced', version })).toBe(`{"version":"${version}"}`)
  }
  // every document is as the log says
  for (const file of readdirSync(join(root, 'raced'))) {
    const version = file.slice(0, -'.json'.length)
    const text = readFileSync(join(root, 'raced', file), 'utf8')
    expect(text).toBe(replay.json({ contractId: 'raced', version }))
  }
  await log.close()
}

test('four processes get one place each, and leave the newest documents', { timeout: 120_000 }, async () => {
  const root = tempFolder()
  const writers = ['a', 'b', 'c', 'd'].map(name => startWriter(root, name, 5))
  for (const { ended, errors } of writers) expect([(await ended)[0], errors()]).toEqual([0, ''])
  const acknowledged = writers.flatMap(({ lines }) => lines())
  expect(acknowledged).toHaveLength(20)
  await checkFolder(root, acknowledged)
  const { log } = await openFolderLog({ root, layout: 'dc43' }, documentWorkers, silent)
  expect(await entriesOf(log)).toHaveLength(40)
})

test('nothing acknowledged is lost when two processes are killed, again and again', {
  timeout: 60_000 + rounds * 10_000,
}, async () => {
  const root = tempFolder()
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round++) {
    const writers = ['a', 'b'].map(name => startWriter(root, `${name}${round}`, 1000))
    // one after the other, at another moment each time
    for (const { child, lines } of writers) {
      while (child.exitCode === null && lines().length < 2 + (round % 7)) await once(child.stdout, 'data')
      child.kill('SIGKILL')
    }
    for (const { ended, errors } of writers) expect([(await ended)[1], errors()]).toEqual(['SIGKILL', ''])
    acknowledged.push(...writers.flatMap(({ lines }) => lines()))
    await checkFolder(root, acknowledged)
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 4)
})
