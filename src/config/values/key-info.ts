import { z } from 'zod'

/** What is known of a key beyond its type. The key's name comes from its place: `contractStore.logSql` is `contract_store.log_sql`. */
export interface KeyInfo<Value = never> {
  readonly meaning: string
  /** Ends the sentence "`server.port` is …; expected". */
  readonly expected: string
  /** The value is never printed as it is. */
  readonly secret?: true
  /** A value that is wrong is not printed, as it may be a secret that somebody has put here by mistake. */
  readonly mayHoldSecret?: true
  /** The value as it is printed, when that is not simply its text (`***` for a secret). */
  readonly show?: (value: Value) => string
  /** What it means that the key is not set, when that is worth telling. */
  readonly whenUnset?: string
  /** Names of the variable besides `DC43_<SECTION>_<KEY>`. */
  readonly otherVariables?: readonly string[]
  /** The value has a form that the text of a variable cannot have, so that no variable sets it. */
  readonly fileOnly?: true
  /** An empty table is as good as none. */
  readonly emptyIsUnset?: true
  /** White space alone is a mistake here; for every other key it is as good as nothing. */
  readonly blankIsProblem?: true
  /** The value a variable's text stands for, when it is not the text itself. */
  readonly fromText?: (text: string) => unknown
}

export const keyInfo = z.registry<KeyInfo<z.core.$output>>()
