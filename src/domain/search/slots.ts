/** A set of slots: a bit for each. */
export type Slots = bigint

/** Slots that take more characters are written as `*`: some, which are not told. */
const maxSlotsLength = 100
const someSlots = '*'

export function slotOf(index: number): Slots {
  return 1n << BigInt(index)
}

/** The slots that hold something. */
export function occupiedSlots(holders: readonly unknown[]): Slots {
  return holders.reduce<Slots>(
    (slots, holder, index) => (holder === null ? slots : slots | slotOf(index)),
    0n,
  )
}

/** Reads `0-3,5`; undefined for `*`. */
export function readSlots(text: string): Slots | undefined {
  if (text === someSlots) return undefined
  let slots = 0n
  for (const range of text.split(',')) {
    const [first = 0, last = first] = range.split('-').map(Number)
    slots |= (slotOf(last - first + 1) - 1n) << BigInt(first)
  }
  return slots
}

export function writeSlots(slots: Slots | undefined): string {
  if (slots === undefined) return someSlots
  const bits = slots.toString(2)
  const ranges = [...bits.matchAll(/1+/g)].map(({ 0: run, index }) => {
    const first = bits.length - index - run.length
    return run.length === 1 ? String(first) : `${first}-${first + run.length - 1}`
  })
  const text = ranges.reverse().join(',')
  return text.length > maxSlotsLength ? someSlots : text
}
