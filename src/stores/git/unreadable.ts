import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The files that other programs have written and that hold no valid document, kept so that a restart does not forget them. */
export class UnreadableFiles {
  readonly #file: string
  readonly #reasons: Map<string, string>
  #isChanged = false

  constructor(file: string) {
    this.#file = file
    this.#reasons = reasonsIn(file)
  }

  get count(): number {
    return this.#reasons.size
  }

  add(path: string, reason: string): void {
    this.#reasons.set(path, reason)
    this.#isChanged = true
  }

  /** The file is valid now, or gone. */
  remove(path: string): void {
    if (this.#reasons.delete(path)) this.#isChanged = true
  }

  clear(): void {
    if (this.#reasons.size === 0) return
    this.#reasons.clear()
    this.#isChanged = true
  }

  async save(): Promise<void> {
    if (!this.#isChanged) return
    this.#isChanged = false
    await mkdir(dirname(this.#file), { recursive: true })
    const half = `${this.#file}.${crypto.randomUUID()}`
    await writeFile(half, JSON.stringify(Object.fromEntries(this.#reasons)))
    await rename(half, this.#file)
  }
}

function reasonsIn(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))))
  } catch {
    // it can be made again of the commits
    return new Map()
  }
}
