import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { GitCommands } from './command.ts'
import { GitError } from './git-error.ts'

/** An object of the repository. */
export interface GitObject {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

/** A file or folder in a folder. */
export interface TreeEntry {
  readonly isFolder: boolean
  readonly object: string
}

interface Question {
  resolve(found: GitObject | undefined): void
  reject(error: unknown): void
}

/** Reads objects through one process, which is started when it is needed. */
export class Objects {
  readonly #git: GitCommands
  #asked: Question[] = []
  #process: ChildProcessWithoutNullStreams | undefined
  #received: Buffer[] = []
  #length = 0
  /** How many bytes have to be there before it is worth looking at them again. */
  #wanted = 1

  constructor(git: GitCommands) {
    this.#git = git
  }

  /** The object of a name, such as a hash or `<hash>:<path>`; undefined when there is none. */
  read(name: string): Promise<GitObject | undefined> {
    if (/[\n\0]/.test(name)) return Promise.resolve(undefined)
    return new Promise((resolve, reject) => {
      const process = this.#process ?? this.#start()
      this.#asked.push({ resolve, reject })
      process.stdin.write(`${name}\n`)
    })
  }

  /** The bytes of a file; undefined when there is none. */
  async file(name: string): Promise<Buffer | undefined> {
    const found = await this.read(name)
    return found?.type === 'blob' ? found.content : undefined
  }

  /** What a folder holds, by name; empty when there is none. */
  async folder(name: string): Promise<ReadonlyMap<string, TreeEntry>> {
    const found = await this.read(name)
    return found?.type === 'tree' ? entriesOf(found) : new Map()
  }

  #start(): ChildProcessWithoutNullStreams {
    const { child, ended } = this.#git.start(['cat-file', '--batch'], { timeout: Number.POSITIVE_INFINITY })
    this.#process = child
    child.stdout.on('data', chunk => {
      if (this.#process === child) this.#receive(chunk)
    })
    const end = (error: unknown) => {
      if (this.#process !== child) return
      this.#process = undefined
      this.#received = []
      this.#length = 0
      this.#wanted = 1
      for (const { reject } of this.#asked.splice(0)) reject(error)
    }
    ended.then(({ exitCode, said }) => end(new GitError('cat-file', exitCode, said)), end)
    return child
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk)
    this.#length += chunk.length
    if (this.#length < this.#wanted) return
    let all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received)
    for (;;) {
      const answer = answerOf(all)
      if (typeof answer === 'number') {
        this.#wanted = answer
        break
      }
      all = all.subarray(answer.length)
      this.#asked.shift()?.resolve(answer.found)
    }
    this.#received = [all]
    this.#length = all.length
  }
}

/** The first answer of some bytes, or how many bytes there must be to hold it. */
function answerOf(bytes: Buffer): number | { found: GitObject | undefined; length: number } {
  const end = bytes.indexOf(0x0a)
  if (end === -1) return bytes.length + 1
  const header = bytes.subarray(0, end).toString()
  const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(header)
  if (!match) return { found: undefined, length: end + 1 }
  const [, name = '', type = '', size] = match
  const after = end + 1 + Number(size)
  if (bytes.length <= after) return after + 1
  return {
    // a copy, so that a small object does not keep the memory of many
    found: { name, type, content: Buffer.from(bytes.subarray(end + 1, after)) },
    length: after + 1,
  }
}

/** Each is mode, space, name, NUL, and the bytes of the hash. */
function entriesOf({ name, content }: GitObject): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  const hashLength = name.length / 2
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const end = content.indexOf(0, space)
    const isFolder = content.subarray(at, space).toString() === '40000'
    const object = content.subarray(end + 1, end + 1 + hashLength).toString('hex')
    entries.set(content.subarray(space + 1, end).toString(), { isFolder, object })
    at = end + 1 + hashLength
  }
  return entries
}
