import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ChangeNotes } from '../../../src/stores/filesystem/change-notes.ts'
import { tempFolder } from '../../support/temp-folder.ts'

test('whoever follows misses nothing, however often a new file takes the place of the one that has grown', async () => {
  const folder = tempFolder()
  const path = join(folder, 'changed')
  const notes = () => new ChangeNotes(path, folder, 200)
  const follower = notes()
  expect(await follower.added()).toBeUndefined()
  expect(await follower.added()).toEqual([])
  const missing = new Set<string>()
  const write = async (writer: number) => {
    const own = notes()
    for (let at = 0; at < 60; at++) {
      missing.add(`${writer}.${at}`)
      await own.add([`${writer}.${at}`])
    }
  }
  let isDone = false
  const follow = async () => {
    while (!isDone) await look()
  }
  // what is not known may be anything that had changed when that was said, and is looked at after it
  const look = async () => {
    const added = await follower.added()
    for (const note of added ?? [...missing]) missing.delete(note)
  }
  const following = follow()
  await Promise.all([0, 1, 2, 3, 4].map(write)).finally(() => (isDone = true))
  await following
  await look()
  expect([...missing]).toEqual([])
  expect(readFileSync(path).length).toBeLessThan(300)
})

test('a part of a note is told with the rest of its line', async () => {
  const folder = tempFolder()
  const path = join(folder, 'changed')
  const [writer, follower] = [new ChangeNotes(path, folder), new ChangeNotes(path, folder)]
  await writer.add(['a', 'b'])
  expect(await follower.added()).toBeUndefined()
  appendFileSync(path, 'c')
  expect(await follower.added()).toEqual([])
  await writer.add(['d'])
  expect(await follower.added()).toEqual(['cd'])
})
