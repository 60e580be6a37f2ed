/** Where progress is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** The least time between two looks at the progress, in milliseconds: on a terminal, and where each is a line to keep. */
const terminalInterval = 200
const lineInterval = 10_000

/** Shows how far a command has come: on a terminal in one line that changes, elsewhere in a line now and then. */
export class Progress {
  readonly #stream: ProgressStream
  readonly #interval: number
  #shownAt = performance.now()
  #isShown = false

  constructor(stream: ProgressStream) {
    this.#stream = stream
    this.#interval = stream.isTTY ? terminalInterval : lineInterval
  }

  /** May be called as often as anything changes. */
  show(text: () => string): void {
    const now = performance.now()
    if (now - this.#shownAt < this.#interval) return
    this.#shownAt = now
    this.#isShown = true
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[K${text()}` : `${text()}\n`)
  }

  /** Makes room for what is written next. */
  clear(): void {
    if (this.#isShown && this.#stream.isTTY) this.#stream.write('\r\u001b[K')
    this.#isShown = false
  }
}

/** A number of bytes as people read it. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return unit === 0 ? `${bytes} bytes` : `${size.toFixed(1)} ${units[unit]}`
}

/** How many of a thing: "1 link", "2 links". */
export function countText(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`
}

/** How much there is of what stores keep. */
export interface EntryCounts {
  readonly versions: number
  readonly testRuns: number
  readonly links: number
}

/** Changes of versions, test runs and links, in words. */
export function entriesText({ versions, testRuns, links }: EntryCounts): string {
  const changes = countText(versions, 'change of a version', 'changes of versions')
  return `${changes}, ${countText(testRuns, 'test run')} and ${countText(links, 'link')}`
}
