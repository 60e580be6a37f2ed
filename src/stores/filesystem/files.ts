import { constants } from 'node:fs'
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, ifThere } from './file-faults.ts'

/** The content of a file, and what tells whether it has changed since. */
export interface FileContent {
  /** Undefined for a file that is larger than any document. */
  readonly bytes: Buffer | undefined
  readonly stats: FileStats
}

/** What tells whether a file was changed: it is so whenever it is written or replaced, unless within one tick of the disk's clock. */
export interface FileStats {
  readonly ino: number
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
}

/** How large a file may be to be read as a document. */
const mostBytes = 256 * 1024 * 1024
/** How often a file is read again that changes meanwhile. */
const mostReads = 5

/** The part of what a system tells of a file that is worth keeping. */
export function statsOf({ ino, size, mtimeMs, ctimeMs }: FileStats): FileStats {
  return { ino, size, mtimeMs, ctimeMs }
}

/** Whether a file was not changed between two looks. */
export function isSame(one: FileStats, other: FileStats): boolean {
  return (
    one.ino === other.ino &&
    one.size === other.size &&
    one.mtimeMs === other.mtimeMs &&
    one.ctimeMs === other.ctimeMs
  )
}

/** For how long a file may be written again within one tick of the disk's clock, in milliseconds. */
const tick = 2000

/** Whether a file is so new that it may look the same when it is written again. */
export function isYoung({ mtimeMs }: FileStats): boolean {
  return Date.now() - mtimeMs < tick
}

/** A file as it is at one moment: undefined when there is none, or something else such as a symbolic link. */
export async function readFileWhole(path: string): Promise<FileContent | undefined> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await ifThere(open(path, flags)).catch(error => {
    // a symbolic link
    if (codeOf(error) === 'ELOOP') return undefined
    throw error
  })
  if (file === undefined) return undefined
  try {
    for (let reads = 1; ; reads++) {
      const before = await file.stat()
      if (!before.isFile()) return undefined
      const stats = statsOf(before)
      if (before.size > mostBytes) return { bytes: undefined, stats }
      const bytes = Buffer.alloc(before.size)
      await file.read(bytes, 0, before.size, 0)
      const isSteady = isSame(await file.stat(), before)
      // of one that does not come to rest nobody is to think that it stays as it is
      if (isSteady || reads === mostReads) return { bytes, stats: isSteady ? stats : { ...stats, ino: -1 } }
    }
  } finally {
    await file.close()
  }
}

/** Writes a new file that is on the disk when this resolves; of one that cannot be written whole nothing is left. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o666)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Makes what was done in a folder last. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } catch (error) {
    // some network mounts have no such thing for folders: there the server sees to it
    if (!['EINVAL', 'ENOTSUP', 'EBADF', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error
  } finally {
    await folder.close()
  }
}

/** Makes a folder in another one, unless it is there. It must be no symbolic link, which might lead anywhere. */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (!(await isFolder(path))) {
      throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' })
    }
  }
}

/** Whether a folder is there, and no symbolic link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await ifThere(lstat(path)))?.isDirectory() ?? false
}

/** How a file is put where there must be none: by a hard link, or as the only file of a folder that is renamed. */
export type Claim = 'link' | 'folder' | 'alone'

/**
 * Puts a file in a place that nobody has taken. Whatever the manner, only one of those who try at the same time
 * succeeds; but for `alone`, which is for disks that can do neither. The file is away from where it was, in any case.
 *
 * @returns whether it is in the place.
 */
export async function claim(manner: Claim, file: string, place: string): Promise<boolean> {
  try {
    if (manner === 'link') await link(file, place)
    else if (manner === 'folder') await renameAsFolder(file, place)
    else if (await ifThere(lstat(place))) return false
    else await rename(file, place)
    return true
  } catch (error) {
    if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return false
    throw error
  } finally {
    await rm(file, { force: true })
  }
}

/** What a file is called that stands for a place as a folder. */
export const onlyName = 'entry.json'

async function renameAsFolder(file: string, place: string): Promise<void> {
  const folder = `${file}.folder`
  try {
    await mkdir(folder)
    await rename(file, join(folder, onlyName))
    await syncFolder(folder)
    await rename(folder, place)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The content of a place, in whichever manner it was taken; undefined when it is free. */
export async function readPlace(place: string): Promise<Buffer | undefined> {
  try {
    return await readFileBytes(place)
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error
    return readFileBytes(join(place, onlyName))
  }
}

async function readFileBytes(path: string): Promise<Buffer | undefined> {
  const file = await ifThere(open(path, 'r'))
  try {
    return await file?.readFile()
  } finally {
    await file?.close()
  }
}
