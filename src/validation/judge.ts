import type { Validator } from './compile.ts'
import type { JudgedValue } from './judged-value.ts'
import { mostFaults } from './listed-faults.ts'
import type { RawFault } from './raw-fault.ts'
import type { Schema } from './schema-files.ts'
import { sift } from './sift.ts'

/** What a schema says about a document. */
export interface Judgement {
  readonly faults: readonly RawFault[]
  /** Whether there are more faults than these. */
  readonly isPartial: boolean
}

/** What a schema says about a document. No document that the schema refuses is without a fault. */
export function judge(
  { value, large }: JudgedValue,
  { validator, schema }: { readonly validator: Validator; readonly schema: Schema },
): Judgement {
  const listed = (formats: boolean) => {
    const found = validator.call({ formats, large }, value) ? [] : (validator.errors ?? [])
    validator.errors = null
    return found
  }
  const raw = listed(true)
  const faults = sift(raw, schema)
  const isPartial = raw.length >= mostFaults
  if (faults.some(isSerious) || !(isPartial || raw.some(isSerious))) return { faults, isPartial }
  // what else was found may follow from formats, or be hidden behind them
  const rest = listed(false)
  return { faults: [...faults, ...sift(rest, schema)], isPartial }
}

/** Whether a document is valid by a schema, but for its formats. */
export function isValidBy(validator: Validator, { value, large }: JudgedValue): boolean {
  const isValid = validator.call({ formats: false, large }, value)
  validator.errors = null
  return isValid
}

/** A wrong format is told, but real documents have some. */
export function isSerious({ keyword }: RawFault): boolean {
  return keyword !== 'format'
}
