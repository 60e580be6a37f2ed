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

/** Slots as text: `0-3,5,8-`. A range up to the last of all slots has no end: while one more version after the other has a term, its text stays. */
export type SlotsText = string

/** Reads slots where there are so many; undefined for `*`. */
export function readSlots(text: SlotsText, count: number): Slots | undefined {
  if (text === someSlots) return undefined
  return rangesOf(text, count).reduce<Slots>(
    (slots, [first, last]) => slots | (slotOf(last + 1) - slotOf(first)),
    0n,
  )
}

/** The slots that hold something, as text. */
export function occupiedText(holders: readonly unknown[]): SlotsText {
  const ranges: Range[] = []
  for (const [slot, holder] of holders.entries()) if (holder !== null) append(ranges, [slot, slot])
  return textOf(ranges, holders.length)
}

/** One slot that is to be in a set or not, while the number of all slots may change. */
export interface SlotChange {
  readonly slot: number
  readonly isIn: boolean
  readonly countBefore: number
  readonly count: number
}

/** The text of the same slots, with one of them or without it. */
export function changedSlots(text: SlotsText, { slot, isIn, countBefore, count }: SlotChange): SlotsText {
  if (text === someSlots) return text
  const ranges: Range[] = []
  const own: Range[] = isIn ? [[slot, slot]] : []
  for (const [first, last] of rangesOf(text, countBefore)) {
    if (first < slot) append(ranges, [first, Math.min(last, slot - 1)])
    if (last > slot) own.push([Math.max(first, slot + 1), last])
  }
  for (const range of own) append(ranges, range)
  return textOf(ranges, count)
}

/** Slots as they are kept: those that would take too many characters are not told. */
export function keptSlots(text: SlotsText): SlotsText {
  return text.length > maxSlotsLength ? someSlots : text
}

type Range = [first: number, last: number]

function rangesOf(text: SlotsText, count: number): Range[] {
  if (text === '') return []
  const ranges = text.split(',').map((range): Range => {
    const [first = '', last = first] = range.split('-')
    return [Number(first), last === '' ? count - 1 : Number(last)]
  })
  // of a range without an end nothing is left when the slots after its first are gone
  return ranges.filter(([first, last]) => first <= last)
}

/** Ranges are appended in their order, and joined where there is nothing between them. */
function append(ranges: Range[], range: Range): void {
  const before = ranges.at(-1)
  if (before && before[1] === range[0] - 1) before[1] = range[1]
  else ranges.push(range)
}

function textOf(ranges: readonly Range[], count: number): SlotsText {
  return ranges
    .map(([first, last]) => {
      if (last === count - 1) return `${first}-`
      return first === last ? String(first) : `${first}-${last}`
    })
    .join(',')
}
