import { randomUUID } from 'node:crypto'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ifThere } from './file-faults.ts'

/** How large the file may become before another one takes its place, in bytes: some 90,000 notes. */
const mostBytes = 256 * 1024

/** The first line of a file, which no other file has. */
const headerLength = '#00000000-0000-0000-0000-000000000000\n'.length

/**
 * A file that grows by a short line whenever something has changed, for those who follow. When it has grown long a new one
 * takes its place: whoever has read the former one knows that anything may have changed.
 */
export class ChangeNotes {
  readonly #path: string
  readonly #temporary: string
  readonly #mostBytes: number
  /** Which file was read, and up to where. */
  #seen: { readonly header: string; readonly end: number } | undefined

  /** @param temporary a folder on the same disk for files that are being written. */
  constructor(path: string, temporary: string, most = mostBytes) {
    this.#path = path
    this.#temporary = temporary
    this.#mostBytes = most
  }

  /** Adds notes, so that every look that begins after this has them. */
  async add(notes: Iterable<string>): Promise<void> {
    const text = [...notes].map(note => `${note}\n`).join('')
    for (;;) {
      const file = await open(this.#path, 'a')
      try {
        const before = await file.stat()
        if (before.size < headerLength) {
          await this.#begin()
          continue
        }
        await file.write(text)
        // one that was replaced meanwhile is read by nobody
        if ((await ifThere(stat(this.#path)))?.ino !== before.ino) continue
        // one that cannot be replaced now may be later
        if (before.size + text.length >= this.#mostBytes) await this.#begin().catch(() => undefined)
        return
      } finally {
        await file.close()
      }
    }
  }

  /** What was noted since this was asked for the last time; undefined when that is not known. */
  async added(): Promise<string[] | undefined> {
    const seen = this.#seen
    this.#seen = undefined
    const file = await ifThere(open(this.#path, 'r'))
    if (!file) {
      // a folder that is away with its disk says nothing
      await access(dirname(this.#path))
      this.#seen = { header: '', end: 0 }
      return seen?.header === '' ? [] : undefined
    }
    try {
      const header = await textOf(file, 0, headerLength)
      if (header.length < headerLength) return undefined
      const { size } = await file.stat()
      if (seen?.header !== header || size < seen.end) {
        this.#seen = { header, end: size }
        return undefined
      }
      const text = await textOf(file, seen.end, size - seen.end)
      // of a line that is being written the rest comes later
      const whole = text.slice(0, text.lastIndexOf('\n') + 1)
      this.#seen = { header, end: seen.end + whole.length }
      return whole.split('\n').slice(0, -1)
    } finally {
      await file.close()
    }
  }

  /** Puts a new file in the place of the one that is there. */
  async #begin(): Promise<void> {
    const file = join(this.#temporary, `${randomUUID()}.notes`)
    try {
      const header = await open(file, 'wx')
      try {
        await header.write(`#${randomUUID()}\n`)
      } finally {
        await header.close()
      }
      await rename(file, this.#path)
    } finally {
      await rm(file, { force: true })
    }
  }
}

async function textOf(file: Awaited<ReturnType<typeof open>>, from: number, length: number): Promise<string> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, from)
  return bytes.toString('latin1', 0, bytesRead)
}
