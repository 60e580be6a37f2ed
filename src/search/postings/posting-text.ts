import { Base36Writer } from './base36-writer.ts'
import { numberOf, type Postings, postingKey, searchIdOf } from './postings.ts'

const comma = 0x2c
const dash = 0x2d
const dot = 0x2e
const zero = 0x30
const nine = 0x39
/** What is taken from the code of a letter so that `a` is 10. */
const letters = 0x61 - 10

/**
 * Postings as a text that is as short as can be: `5.0-3.2,1` are the numbers 0 to 3 and 6 of contract 5, and number 0 of
 * contract 6. All is in base 36. A contract is the difference to the one before it, a range what is left out before it
 * and how many numbers follow its first. A contract with number 0 alone has no range.
 */
export function textOfPostings(postings: Postings): string {
  const writer = new Base36Writer()
  writePostings(postings, writer)
  return writer.text
}

/** Writes that text behind a comma. */
export function writePostings(postings: Postings, writer: Base36Writer): void {
  let contract = 0
  let contractEnd = 0
  let rangeEnd = 0
  for (let at = 0; at < postings.length; at += 2) {
    const start = postings[at] as number
    const end = postings[at + 1] as number
    if (start >= contractEnd) {
      const id = searchIdOf(start)
      writer.write(comma, id - contract)
      contract = id
      rangeEnd = postingKey(id, 0)
      contractEnd = postingKey(id + 1, 0)
      const isAlone = at + 2 === postings.length || (postings[at + 2] as number) >= contractEnd
      if (isAlone && end === rangeEnd + 1) continue
    }
    writer.write(dot, start - rangeEnd)
    if (end > start + 1) writer.write(dash, end - start - 1)
    rangeEnd = end
  }
}

/** The postings that a text has, or a part of it. */
export function postingsIn(text: string, from = 0, to = text.length): Postings {
  const postings = new Array<number>((to - from) >> 1)
  let length = 0
  let contract = 0
  let rangeEnd = 0
  let value = 0
  let before = comma
  for (let at = from; at <= to && from < to; at++) {
    const code = at < to ? text.charCodeAt(at) : comma
    if (code >= zero) {
      value = value * 36 + digitOf(code)
      continue
    }
    if (before === dash) {
      rangeEnd += value
      postings[length - 1] = rangeEnd
    } else {
      if (before === comma) {
        contract += value
        rangeEnd = postingKey(contract, 0)
      } else rangeEnd += value
      if (before === dot || code !== dot) {
        postings[length++] = rangeEnd++
        postings[length++] = rangeEnd
      }
    }
    before = code
    value = 0
  }
  postings.length = length
  return postings
}

/** The text of postings with one version alone. */
export function textOfKey(key: number): string {
  const id = searchIdOf(key).toString(36)
  const number = numberOf(key)
  return number === 0 ? id : `${id}.${number.toString(36)}`
}

function digitOf(code: number): number {
  return code <= nine ? code - zero : code - letters
}
