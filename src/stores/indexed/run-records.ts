import type { KeptTestRun } from '../test-run-store.ts'
import { readTestRun } from '../test-run-text.ts'

/** A record by its key, and how often it was replaced, where that is known from `keysOf`. */
export interface RunReference {
  readonly key: string
  readonly replaced?: number | undefined
}

/** What a record has; undefined when there is none, `unreadable` when it is damaged. */
export type RunRecord = KeptTestRun | 'unreadable' | undefined

/**
 * Where a store that is no database keeps test runs: a record for each, by its key, which nothing else has. The records are
 * the truth, and the index follows them.
 *
 * - A record that was added, replaced or removed is so for every instance whose look at `changed` begins after that; where
 *   a remote of git decides, after it was asked the next time.
 * - Of several who add a record of a key at the same time, one is the first.
 */
export interface RunRecords {
  /**
   * How often the storage is looked at, in milliseconds, where that takes long: reads are answered as the last look left
   * the index. Undefined where each read may look.
   */
  readonly lookInterval?: number

  /** Keeps a run, durably; false when there is one of that key. */
  add(key: string, run: KeptTestRun): Promise<boolean>

  /** Puts a run in the place of the one that is there; false when none is. Of several who do so the last one wins. */
  replace(key: string, run: KeptTestRun): Promise<boolean>

  /** Takes the reports out of the runs of some keys that were received before a time. */
  dropReports(keys: readonly string[], before: Date): Promise<void>

  /**
   * Takes out what is there of some keys.
   *
   * @param why what other programs have written is deleted when somebody wants that, and stays when it has only expired.
   */
  remove(keys: readonly string[], why: 'deleted' | 'expired'): Promise<void>

  /** Some records, in the order in which they are asked for. */
  read(records: readonly RunReference[]): Promise<RunRecord[]>

  /** The first characters of the keys of which anything may have changed since this was asked for the last time. */
  changed(): Promise<Iterable<string>>

  /** Those of some keys that have a record, as the storage itself says it. */
  thereOf(keys: readonly string[]): Promise<string[]>

  /** The keys with some first characters, those of each character together. */
  keysOf(firsts: Iterable<string>): AsyncIterable<RunKeys>
}

/** All keys with a first character, each with how often its record was replaced. */
export interface RunKeys {
  readonly first: string
  readonly keys: ReadonlyMap<string, number>
}

/** What keys begin with: they are digests in Base64 for URLs. */
export const firstCharacters: readonly string[] = [
  ...'-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
]

/** The run that a record holds. */
export function readRecord(text: string): KeptTestRun | 'unreadable' {
  try {
    return readTestRun(text)
  } catch {
    return 'unreadable'
  }
}
