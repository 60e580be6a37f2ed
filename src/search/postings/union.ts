import type { EventLoop } from '../../concurrency/event-loop.ts'
import { contractOf, noPostings, type Postings } from './postings.ts'

/** The versions that are in any of the lists. */
export function union(lists: readonly Postings[]): Postings {
  const joined = new JoinedLists(lists)
  while (joined.areSeveral) joined.joinShortest()
  return joined.one
}

/** The same of a few lists that are about as long: quicker, as it does not look which are the shortest. */
export function unionOfAlike(lists: readonly Postings[], from = 0, to: number = lists.length): Postings {
  if (to - from < 2) return lists[from] ?? noPostings
  const middle = (from + to) >> 1
  return unionOfTwo(unionOfAlike(lists, from, middle), unionOfAlike(lists, middle, to))
}

/** The same of lists that may be very many, or very long: others get their turns. */
export async function unionInTurns(lists: readonly Postings[], loop: EventLoop): Promise<Postings> {
  const joined = new JoinedLists(lists)
  while (joined.areSeveral) {
    if (loop.isHeld) await loop.share()
    joined.joinShortest()
  }
  return joined.one
}

/** Lists that become one. The two shortest are joined first, so that a long one is not copied for each short one. */
class JoinedLists {
  /** Both are in the order of their lengths. */
  readonly #given: Postings[]
  readonly #joined: Postings[] = []
  #atGiven = 0
  #atJoined = 0

  constructor(lists: readonly Postings[]) {
    this.#given = lists.filter(list => list.length > 0)
    if (this.#given.length > 2) this.#given.sort((one, other) => one.length - other.length)
  }

  get areSeveral(): boolean {
    return this.#given.length - this.#atGiven + this.#joined.length - this.#atJoined > 1
  }

  joinShortest(): void {
    this.#joined.push(unionOfTwo(this.#takeShortest(), this.#takeShortest()))
  }

  /** The one that is left. */
  get one(): Postings {
    return this.#given[this.#atGiven] ?? this.#joined[this.#atJoined] ?? noPostings
  }

  #takeShortest(): Postings {
    const one = this.#given[this.#atGiven]
    const other = this.#joined[this.#atJoined]
    if (one && (!other || one.length <= other.length)) {
      this.#atGiven++
      return one
    }
    this.#atJoined++
    return other ?? noPostings
  }
}

function unionOfTwo(one: Postings, other: Postings): Postings {
  const result = new Array<number>(one.length + other.length)
  let length = 0
  let end = -1
  let atOne = 0
  let atOther = 0
  while (atOne < one.length || atOther < other.length) {
    let from: number
    let to: number
    if (atOther === other.length || (one[atOne] as number) < (other[atOther] as number)) {
      from = one[atOne] as number
      to = one[atOne + 1] as number
      atOne += 2
    } else {
      from = other[atOther] as number
      to = other[atOther + 1] as number
      atOther += 2
    }
    if (from > end || (from === end && from === contractOf(from))) {
      result[length++] = from
      result[length++] = to
      end = to
    } else if (to > end) {
      result[length - 1] = to
      end = to
    }
  }
  result.length = length
  return result
}
