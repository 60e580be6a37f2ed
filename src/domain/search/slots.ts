/** A set of slots: a bit for each. */
export type Slots = bigint

/** Slots that take more characters are written as `*`: some, which are not told. */
const maxSlotsLength = 100
export const someSlots = '*'

export function slotOf(index: number): Slots {
  return firstSlots[index] ?? 1n << BigInt(index)
}

/** Few contracts have more versions, and thousands are looked at for one search. */
const firstSlots = Array.from({ length: 64 }, (_, index) => 1n << BigInt(index))

/** The slots that hold something. */
export function occupiedSlots(holders: readonly unknown[]): Slots {
  return holders.reduce<Slots>(
    (slots, holder, index) => (holder === null ? slots : slots | slotOf(index)),
    0n,
  )
}

/** Reads `0-3,5,8-` where there are so many slots; undefined for `*`. */
export function readSlots(text: string, count: number): Slots | undefined {
  if (text === someSlots) return undefined
  let slots = 0n
  for (const range of text.split(',')) {
    const [first = '', last = first] = range.split('-')
    const end = last === '' ? count : Number(last) + 1
    if (end > Number(first)) slots |= slotOf(end) - slotOf(Number(first))
  }
  return slots
}

/** A range up to the last of all slots has no end: while one more version after the other has a term, its text stays. */
export function writeSlots(slots: Slots | undefined, count: number): string {
  if (slots === undefined) return someSlots
  const bits = slots.toString(2)
  const ranges = [...bits.matchAll(/1+/g)].map(({ 0: run, index }) => {
    const first = bits.length - index - run.length
    const last = bits.length - index - 1
    if (last === count - 1) return `${first}-`
    return run.length === 1 ? String(first) : `${first}-${last}`
  })
  const text = ranges.reverse().join(',')
  return text.length > maxSlotsLength ? someSlots : text
}
