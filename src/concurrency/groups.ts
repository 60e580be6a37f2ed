/** How work is grouped. */
export interface GroupOptions<Item> {
  /** How many items are done together at most. */
  readonly most: number
  /** How many groups are under way at once, not counting those that are late. */
  readonly atOnce: number
  /** After how many milliseconds a group is late: what it waits for is no reason for others to wait. */
  readonly patience: number
  /** How large an item is, and how large all of a group are together at most; a larger one is a group by itself. */
  readonly sizeOf: (item: Item) => number
  readonly largest: number
}

/** An item that waits for its group. */
interface Waiting<Item, Result> extends PromiseWithResolvers<Result> {
  readonly item: Item
}

/** Does together what is asked for in the same turn of the event loop or while earlier groups are under way. */
export class Groups<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #options: GroupOptions<Item>
  readonly #waiting: Waiting<Item, Result>[] = []
  #underWay = 0
  #isPlanned = false

  /** @param work gives a result for each item, in their order; what it throws is that of all of them. */
  constructor(work: (items: readonly Item[]) => Promise<readonly Result[]>, options: GroupOptions<Item>) {
    this.#work = work
    this.#options = options
  }

  do(item: Item): Promise<Result> {
    const waiting = { item, ...Promise.withResolvers<Result>() }
    this.#waiting.push(waiting)
    this.#plan()
    return waiting.promise
  }

  /** Begins when all that has arrived in this turn of the event loop has asked. */
  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    setImmediate(() => {
      this.#isPlanned = false
      while (this.#waiting.length > 0 && this.#underWay < this.#options.atOnce) void this.#begin()
    })
  }

  async #begin(): Promise<void> {
    const group = this.#waiting.splice(0, this.#countTogether())
    const end = this.#count()
    try {
      const results = await this.#work(group.map(({ item }) => item))
      for (const [at, { resolve }] of group.entries()) resolve(results[at] as Result)
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      end()
    }
  }

  /** Counts a group as under way, until it has ended or is late. */
  #count(): () => void {
    let isCounted = true
    const end = () => {
      clearTimeout(timer)
      if (!isCounted) return
      isCounted = false
      this.#underWay--
      if (this.#waiting.length > 0) this.#plan()
    }
    const timer = setTimeout(end, this.#options.patience)
    this.#underWay++
    return end
  }

  #countTogether(): number {
    const { most, sizeOf, largest } = this.#options
    let size = 0
    for (const [at, { item }] of this.#waiting.entries()) {
      size += sizeOf(item)
      if (at === most || (at > 0 && size > largest)) return at
    }
    return this.#waiting.length
  }
}
