import { RegistryError } from '../domain/errors.ts'
import { quotedExcerpt } from '../domain/excerpt.ts'
import { storable } from '../domain/storable.ts'

type Values = Readonly<Record<string, unknown>>

/** How large a number of rows, faults or milliseconds may be: sums of them stay exact in every database. */
const maxNumber = 1_000_000_000_000
/** A clock that is ahead by less is not refused; the run then ends when it is reported. */
const clockTolerance = 24 * 60 * 60 * 1000

/**
 * Whether a value that cannot be is refused, or taken for one that is missing: jobs of others must not fail because of
 * their reports.
 */
export type Strictness = 'strict' | 'lenient'

/** An object of a report. Members that are null count as missing. */
export class ReportObject {
  readonly #values: Values
  readonly #strictness: Strictness
  readonly #pointer: string

  constructor(values: Values, strictness: Strictness, pointer = '') {
    this.#values = values
    this.#strictness = strictness
    this.#pointer = pointer
  }

  /** The names of its members. */
  get names(): string[] {
    return Object.keys(this.#values)
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name) && this.#values[name] !== null
  }

  /** The first text that one of these members has, without the white space around it, at most so long. */
  text(names: readonly string[], most: number): string | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value !== 'string') return this.#fault(name, 'expected a text')
      if (value.length > most && this.#strictness === 'strict')
        return this.#fault(name, `it has ${value.length} characters; at most ${most} are allowed`)
      return shortText(value, most)
    })
  }

  /** A text that names something, which is as it is or not at all. */
  name(names: readonly string[], most: number): string | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value !== 'string') return this.#fault(name, 'expected a text')
      const trimmed = value.trim()
      if (trimmed === '') return undefined
      const isName = value.length <= most && storable(value) === value
      if (isName && (trimmed === value || this.#strictness === 'lenient')) return trimmed
      return this.#fault(
        name,
        `expected up to ${most} characters, without U+0000 and without white space around them`,
      )
    })
  }

  boolean(name: string): boolean | undefined {
    return this.#first([name], value =>
      typeof value === 'boolean' ? value : this.#fault(name, 'expected true or false'),
    )
  }

  /** A whole number from 0. */
  whole(names: readonly string[]): number | undefined {
    return this.#first(names, (value, name) => {
      if (typeof value === 'number' && value >= 0 && value <= maxNumber) {
        if (Number.isInteger(value)) return value
        if (this.#strictness === 'lenient') return Math.round(value)
      }
      return this.#fault(name, `expected an integer from 0 to ${maxNumber}`)
    })
  }

  /** A point in time, which is not in the future. */
  time(names: readonly string[]): Date | undefined {
    return this.#first(names, (value, name) => {
      const time = typeof value === 'string' ? timeOf(value) : undefined
      if (time && time.getTime() <= Date.now() + clockTolerance) return time
      return this.#fault(
        name,
        'expected a date and time that is not in the future, such as 2026-03-31T12:00:00Z',
      )
    })
  }

  /** One of some words, whatever its case. */
  word<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    return this.#first([name], value => {
      const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined
      return words.find(one => one === word) ?? this.#fault(name, `expected one of ${words.join(', ')}`)
    })
  }

  object(name: string): ReportObject | undefined {
    return this.#first([name], value =>
      isObject(value)
        ? new ReportObject(value, this.#strictness, `${this.#pointer}/${name}`)
        : this.#fault(name, 'expected an object'),
    )
  }

  /**
   * The objects of a list.
   *
   * @throws RegistryError `invalid-request` when there are more than may be, however strict the reader is.
   */
  objects(name: string, most: number): ReportObject[] {
    return this.#list(name, most).flatMap((item, at) => {
      const pointer = `${this.#pointer}/${name}/${at}`
      if (isObject(item)) return [new ReportObject(item, this.#strictness, pointer)]
      return this.#fault(`${name}/${at}`, 'expected an object') ?? []
    })
  }

  /** The texts of a list, cut where they are long. */
  texts(name: string, most: number, length: number): string[] {
    return this.#list(name, most).flatMap((item, at) => {
      if (typeof item === 'string') return [shortText(item, length) ?? '']
      return this.#fault(`${name}/${at}`, 'expected a text') ?? []
    })
  }

  /** @throws RegistryError `invalid-request` when a strict reader finds a member that is not one of these. */
  requireOnly(known: readonly string[]): void {
    const other = this.names.find(name => !known.includes(name))
    if (other === undefined || this.#strictness === 'lenient') return
    throw invalid(`${this.#pointer}/${other}`, `there is no such member; known: ${known.join(', ')}`)
  }

  #list(name: string, most: number): readonly unknown[] {
    const list = this.#first([name], value =>
      Array.isArray(value) ? value : this.#fault(name, 'expected a list'),
    )
    if (list && list.length > most)
      throw invalid(`${this.#pointer}/${name}`, `it has ${list.length} items; at most ${most} are allowed`)
    return list ?? []
  }

  #first<T>(names: readonly string[], read: (value: unknown, name: string) => T | undefined): T | undefined {
    const name = names.find(one => this.has(one))
    return name === undefined ? undefined : read(this.#values[name], name)
  }

  #fault(name: string, detail: string): undefined {
    if (this.#strictness === 'strict') throw invalid(`${this.#pointer}/${name}`, detail)
    return undefined
  }
}

/** What is wrong with a report, and where. */
export function invalid(pointer: string, detail: string): RegistryError {
  return new RegistryError(
    'invalid-request',
    `the report is not valid: at ${quotedExcerpt(pointer)}, ${detail}`,
  )
}

/** A text as columns hold it; undefined when there is nothing in it. */
function shortText(text: string, most: number): string | undefined {
  return storable(text.trim().slice(0, most)).trim() || undefined
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const dateTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i

/** Without an offset it is in UTC. */
function timeOf(text: string): Date | undefined {
  const match = dateTime.exec(text.trim())
  if (!match) return undefined
  const day = text.trim().slice(0, 10)
  const date = new Date(`${day}T00:00:00Z`)
  // JavaScript takes the 30th of February for the 2nd of March
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return undefined
  const time = new Date(`${text.trim().replace(' ', 'T')}${match[1] ? '' : 'Z'}`)
  return Number.isNaN(time.getTime()) || time.getTime() < Date.UTC(1970) ? undefined : time
}
