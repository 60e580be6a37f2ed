/** How many numbers a contract has for its versions: with ids below 2^28 every key is an exact integer. */
const numbersOfContract = 2 ** 24
const oneNumber = 2 ** -24

/** The highest number a version can have within its contract. */
export const maxNumber = numbersOfContract - 1

/**
 * A set of versions, of any contracts: ranges of their posting keys, `[start, end, start, end, …]`, each end exclusive. The
 * ranges are in order, have no key in common and are as long as they can be; but none goes beyond its contract.
 */
export type Postings = readonly number[]

export const noPostings: Postings = Object.freeze([])

/** The key of a version: in the order of contracts, and of the numbers of each. */
export function postingKey(searchId: number, number: number): number {
  return searchId * numbersOfContract + number
}

export function searchIdOf(key: number): number {
  return Math.floor(key * oneNumber)
}

export function numberOf(key: number): number {
  return key - contractOf(key)
}

/** Some versions of a contract, with all numbers from `first` to below `end`. */
export function rangeOf(searchId: number, first: number, end: number): Postings {
  return first < end ? [postingKey(searchId, first), postingKey(searchId, end)] : noPostings
}

/** The versions with these keys, which are in order, each once or more. */
export function postingsOfKeys(keys: readonly number[]): Postings {
  const result: number[] = []
  let end = -1
  for (const key of keys) {
    if (key === end && key !== contractOf(key)) result[result.length - 1] = key + 1
    else if (key >= end) result.push(key, key + 1)
    end = key + 1
  }
  return result
}

/** The versions that are in both. */
export function intersection(one: Postings, other: Postings): Postings {
  const result = new Array<number>(Math.min(one.length, other.length))
  let length = 0
  let atOne = 0
  let atOther = 0
  while (atOne < one.length && atOther < other.length) {
    const start = one[atOne] as number
    const end = one[atOne + 1] as number
    const otherStart = other[atOther] as number
    const otherEnd = other[atOther + 1] as number
    if (end <= otherStart) atOne = firstBehind(one, atOne + 2, otherStart)
    else if (otherEnd <= start) atOther = firstBehind(other, atOther + 2, start)
    else {
      result[length++] = Math.max(start, otherStart)
      result[length++] = Math.min(end, otherEnd)
      if (end <= otherEnd) atOne += 2
      else atOther += 2
    }
  }
  result.length = length
  return result
}

/** The versions of one that are not in the other. */
export function difference(one: Postings, other: Postings): Postings {
  return other.length === 0 ? one : partsInGaps(one, other)
}

/** What the ranges of one have in the gaps of the other; the list itself when that is all. */
function partsInGaps(one: Postings, other: Postings): Postings {
  const result = new Array<number>(one.length)
  let length = 0
  let atOne = 0
  // the gap of the other list before the range at this place
  let atGap = 0
  while (atOne < one.length) {
    const start = one[atOne] as number
    const end = one[atOne + 1] as number
    const gapStart = edgeAt(other, atGap - 1)
    const gapEnd = edgeAt(other, atGap)
    if (end <= gapStart) atOne = firstBehind(one, atOne + 2, gapStart)
    else if (gapEnd <= start) atGap = gapBehind(other, atGap, start)
    else if (gapStart <= start && end <= gapEnd) {
      const next = firstBehind(one, atOne + 2, gapEnd)
      if (next - atOne === one.length) return one
      length = copy(one, atOne, next, result, length)
      atOne = next
    } else {
      result[length++] = Math.max(start, gapStart)
      result[length++] = Math.min(end, gapEnd)
      if (end <= gapEnd) atOne += 2
      else atGap += 2
    }
  }
  result.length = length
  return result
}

/** The versions of the contracts of which the other has any version. */
export function ofContractsIn(one: Postings, contracts: Postings): Postings {
  return ofContracts(one, contracts, true)
}

/** The versions of the contracts of which the other has no version. */
export function ofContractsNotIn(one: Postings, contracts: Postings): Postings {
  return ofContracts(one, contracts, false)
}

function ofContracts(one: Postings, contracts: Postings, areIn: boolean): Postings {
  const result = new Array<number>(areIn ? Math.min(one.length, contracts.length) : one.length)
  let length = 0
  let at = 0
  let atContracts = 0
  while (at < one.length) {
    const contract = contractOf(one[at] as number)
    atContracts = firstBehind(contracts, atContracts, contract)
    const next = atContracts < contracts.length ? contractOf(contracts[atContracts] as number) : Infinity
    const isIn = next === contract
    const end = firstBehind(one, at + 2, isIn ? contract + numbersOfContract : next)
    if (isIn === areIn) length = copy(one, at, end, result, length)
    at = end
  }
  result.length = length
  return result
}

/** Of each contract the version with the highest number. */
export function highestOfEach(postings: Postings): Postings {
  const result = new Array<number>(postings.length)
  let length = 0
  let contractEnd = 0
  for (let at = 0; at < postings.length; at += 2) {
    const end = postings[at + 1] as number
    if (end > contractEnd) {
      contractEnd = contractOf(end - 1) + numbersOfContract
      length += 2
    }
    result[length - 2] = end - 1
    result[length - 1] = end
  }
  result.length = length
  return result
}

export function countVersions(postings: Postings): number {
  let count = 0
  for (let at = 0; at < postings.length; at += 2)
    count += (postings[at + 1] as number) - (postings[at] as number)
  return count
}

export function countContracts(postings: Postings): number {
  let count = 0
  let end = 0
  for (let at = 0; at < postings.length; at += 2) {
    const start = postings[at] as number
    if (start < end) continue
    count++
    end = contractOf(start) + numbersOfContract
  }
  return count
}

/** The ids of the contracts that have any version, in their order: those above an id, and at most so many. */
export function contractIdsIn(postings: Postings, above: number, most: number): number[] {
  const ids: number[] = []
  let at = firstBehind(postings, 0, postingKey(above + 1, 0))
  let end = 0
  for (; at < postings.length && ids.length < most; at += 2) {
    const start = postings[at] as number
    if (start < end) continue
    const id = searchIdOf(start)
    ids.push(id)
    end = postingKey(id + 1, 0)
  }
  return ids
}

/** The versions of one contract. */
export function ofContract(postings: Postings, searchId: number): Postings {
  const start = firstBehind(postings, 0, postingKey(searchId, 0))
  return postings.slice(start, firstBehind(postings, start, postingKey(searchId + 1, 0)))
}

/** The key of each version. */
export function keysIn(postings: Postings): number[] {
  const keys: number[] = []
  for (let at = 0; at < postings.length; at += 2) {
    const end = postings[at + 1] as number
    for (let key = postings[at] as number; key < end; key++) keys.push(key)
  }
  return keys
}

/** The key that number 0 of the same contract has. */
export function contractOf(key: number): number {
  return Math.floor(key * oneNumber) * numbersOfContract
}

/** Where the first range stands, from a place on, that ends behind a key; it is most often near. */
function firstBehind(postings: Postings, from: number, key: number): number {
  let low = from
  let step = 2
  let high = from
  while (high < postings.length && (postings[high + 1] as number) <= key) {
    low = high + 2
    high += step
    step *= 2
  }
  if (high > postings.length) high = postings.length
  while (low < high) {
    const middle = low + (((high - low) >> 2) << 1)
    if ((postings[middle + 1] as number) <= key) low = middle + 2
    else high = middle
  }
  return low
}

/** Where a range begins or ends: what is before the first begins at 0, and what is behind the last has no end. */
function edgeAt(postings: Postings, at: number): number {
  if (at < 0) return 0
  return at < postings.length ? (postings[at] as number) : Infinity
}

/** Where the range stands, from a place on, before which the first gap is that ends behind a key. */
function gapBehind(postings: Postings, from: number, key: number): number {
  const at = firstBehind(postings, from, key)
  return at < postings.length && (postings[at] as number) <= key ? at + 2 : at
}

/** Copies a part; returns how long the target is then. */
function copy(postings: Postings, from: number, to: number, target: number[], length: number): number {
  const shift = length - from
  for (let at = from; at < to; at++) target[at + shift] = postings[at] as number
  return to + shift
}
