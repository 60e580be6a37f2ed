import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ifThere } from './file-faults.ts'
import { readPlace, syncFolder } from './files.ts'
import { bucketOfName, type LogPlaces } from './log-places.ts'

/** How many of the last buckets stay as they are: writers who are late may still look for a place in them. */
const newBuckets = 2

/**
 * Puts the entries of each old bucket together in one file, so that a long log has few files. It may be broken off at any
 * time and done by several at once: the file of a bucket is made whole before it appears, is always the same, and counts
 * from then on; the folder of single entries then disappears in one step.
 *
 * @param temporary a folder on the same disk for files that are being written.
 */
export async function compact(places: LogPlaces, end: number, temporary: string): Promise<void> {
  const names = await readdir(places.folder)
  const wholes = new Set(names.filter(name => name.endsWith('.ndjson')).map(bucketOfName))
  const folders = names.filter(name => !name.endsWith('.ndjson')).map(bucketOfName)
  for (const bucket of folders) {
    if (bucket === undefined || bucket > places.bucketOf(end + 1) - newBuckets) continue
    if (!wholes.has(bucket) && !(await putTogether(places, bucket, temporary))) continue
    await syncFolder(places.folder)
    await removeFolder(places.bucket(bucket), temporary)
  }
}

/** Whether the bucket is in one file now. */
async function putTogether(places: LogPlaces, bucket: number, temporary: string): Promise<boolean> {
  const path = join(temporary, `${randomUUID()}.ndjson`)
  const file = await open(path, 'wx')
  try {
    for (let position = places.firstOf(bucket); position <= places.lastOf(bucket); position++) {
      const line = await readPlace(places.entry(position))
      // somebody else has done it
      if (line === undefined) return false
      await file.appendFile(line)
      await file.appendFile('\n')
    }
    await file.sync()
    await rename(path, places.whole(bucket))
    return true
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

async function removeFolder(folder: string, temporary: string): Promise<void> {
  const away = join(temporary, `${randomUUID()}.bucket`)
  if ((await ifThere(rename(folder, away).then(() => true))) === undefined) return
  await rm(away, { recursive: true, force: true })
}
