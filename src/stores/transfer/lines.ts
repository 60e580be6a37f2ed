import { constants } from 'node:buffer'
import { open } from 'node:fs/promises'

/** A line of a file. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Without the line feed. */
  readonly bytes: Buffer
  /** Where the next line begins, in bytes. */
  readonly end: number
  /** False for what stands behind the last line feed of a file. */
  readonly isWhole: boolean
}

/** How much is read at once, in bytes. */
const chunkSize = 256 * 1024

const lineFeed = 0x0a

/** No text may be longer. */
const longestLine = constants.MAX_STRING_LENGTH

/** A line is longer than any text can be. */
export class LongLine extends Error {
  readonly line: number

  constructor(line: number) {
    super(`the line has more than ${longestLine} bytes`)
    this.line = line
  }
}

/**
 * The lines of a file, one in memory at a time. Only a line feed ends a line: in the texts of a JSON line, other line ends
 * of Unicode may stand as they are.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const file = await open(path)
  try {
    let begun: Buffer[] = []
    let length = 0
    let number = 1
    let end = 0
    for (;;) {
      // a buffer of its own each time, because lines are parts of it
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkSize))
      if (bytesRead === 0) break
      let rest = buffer.subarray(0, bytesRead)
      for (let at = rest.indexOf(lineFeed); at >= 0; at = rest.indexOf(lineFeed)) {
        const bytes = joined(begun, rest.subarray(0, at))
        end += bytes.length + 1
        yield { number, bytes, end, isWhole: true }
        number += 1
        rest = rest.subarray(at + 1)
        begun = []
        length = 0
      }
      if (rest.length > 0) begun.push(rest)
      length += rest.length
      if (length > longestLine) throw new LongLine(number)
    }
    const bytes = joined(begun, Buffer.of())
    if (bytes.length > 0) yield { number, bytes, end: end + bytes.length, isWhole: false }
  } finally {
    await file.close()
  }
}

function joined(begun: readonly Buffer[], last: Buffer): Buffer {
  return begun.length === 0 ? last : Buffer.concat([...begun, last])
}
