/** How questions are put together. */
export interface GatheringOptions<Question, Answer> {
  /** Equal questions have equal keys. */
  readonly keyOf: (question: Question) => string
  /** Answers different questions, in their order. An answer that takes longer is a promise, and holds up no other. */
  readonly together: (questions: readonly Question[]) => Promise<readonly (Answer | Promise<Answer>)[]>
  /** Answers one question by itself. */
  readonly alone: (question: Question) => Promise<Answer>
  /** How many questions are asked together at most. */
  readonly most: number
  /** How many gathered questions are under way at once, while answers come in time. */
  readonly atOnce: number
  /** After how many milliseconds an answer is late. */
  readonly patience: number
}

/** A question of some who wait for its answer. */
interface Waiting<Question, Answer> extends PromiseWithResolvers<Answer> {
  readonly question: Question
}

/**
 * Asks together what is asked in the same turn of the event loop or while earlier questions are under way, and equal
 * questions once. Whoever comes when their question is under way already waits until it is asked again, so no answer is
 * older than its question.
 *
 * Nobody fails, or waits for long, because of others they were put together with: when many fail or are late, each is
 * asked alone, and the first answer counts.
 */
export class Gathered<Question, Answer> {
  readonly #options: GatheringOptions<Question, Answer>
  #waiting = new Map<string, Waiting<Question, Answer>>()
  #underWay = 0
  #isPlanned = false

  constructor(options: GatheringOptions<Question, Answer>) {
    this.#options = options
  }

  ask(question: Question): Promise<Answer> {
    const key = this.#options.keyOf(question)
    const known = this.#waiting.get(key)
    if (known) return known.promise
    const waiting = { question, ...Promise.withResolvers<Answer>() }
    this.#waiting.set(key, waiting)
    this.#plan()
    return waiting.promise
  }

  /** Begins when all that has arrived in this turn of the event loop has asked. */
  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    setImmediate(() => {
      this.#isPlanned = false
      while (this.#waiting.size > 0 && this.#underWay < this.#options.atOnce) void this.#askSome()
    })
  }

  async #askSome(): Promise<void> {
    const { together } = this.#options
    const asked = this.#take()
    const underWay = this.#begin(asked)
    try {
      const answers = await together(asked.map(({ question }) => question))
      for (const [at, { resolve, reject }] of asked.entries()) {
        // its own failure is looked at even where another answer was first
        Promise.resolve(answers[at] as Answer | Promise<Answer>).then(resolve, reject)
      }
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error)
      else if (underWay.isInTime()) this.#askAlone(asked)
    } finally {
      underWay.end()
    }
  }

  /**
   * Those that have waited the longest. The others get another map: one that is kept makes a new table again and again, and
   * once a former one has grown old, all that waits is collected by a major collection only.
   */
  #take(): Waiting<Question, Answer>[] {
    const { most } = this.#options
    const waiting = [...this.#waiting]
    this.#waiting = new Map(waiting.slice(most))
    return waiting.slice(0, most).map(([, one]) => one)
  }

  /** Counts questions as under way until they have ended or, when each is asked alone, are late. */
  #begin(asked: readonly Waiting<Question, Answer>[]) {
    let isInTime = true
    const end = () => {
      if (!isInTime) return
      isInTime = false
      clearTimeout(timer)
      this.#underWay--
      if (this.#waiting.size > 0) this.#plan()
    }
    const late = () => {
      if (!isInTime) return
      end()
      if (asked.length > 1) this.#askAlone(asked)
    }
    // where this process itself was held up, the answer may be there and is read first
    const timer = setTimeout(() => setImmediate(late), this.#options.patience)
    this.#underWay++
    return { end, isInTime: () => isInTime }
  }

  #askAlone(asked: readonly Waiting<Question, Answer>[]): void {
    for (const { question, resolve, reject } of asked) this.#options.alone(question).then(resolve, reject)
  }
}
