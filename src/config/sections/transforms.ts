import type { z } from 'zod'
import { type Dsn, DsnError } from '../dsn/dsn.ts'
import { checkOptions } from '../dsn/options.ts'
import { parseDsn } from '../dsn/parse.ts'
import { explain } from '../values/explain.ts'
import { isQuoted } from '../values/quotation-marks.ts'

// Transforms of the schema that say themselves what is wrong, because "expected …" would not help.

/** `contract_store.dsn`, parsed, with no option that would be ignored. */
export function dsn(text: string, context: z.RefinementCtx): Dsn {
  try {
    const parsed = parseDsn(text)
    if (parsed.dialect !== 'sqlite') checkOptions(parsed)
    return parsed
  } catch (error) {
    if (!(error instanceof DsnError)) throw error
    return explain(context, error.reason)
  }
}

/**
 * `auth.token` without white space around it. White space alone is a mistake and must not turn authentication off. A token
 * that a header cannot hold is refused, because nobody could send it.
 */
export function token(text: string, context: z.RefinementCtx): string {
  const trimmed = text.trim()
  if (trimmed === '')
    return explain(context, 'is only white space; set a token, or leave it empty to turn authentication off')
  if (isQuoted(trimmed))
    return explain(context, 'stands in quotation marks, which would be part of the token; remove them')
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed
  return explain(
    context,
    'holds a space or another character an Authorization header cannot carry; use visible ASCII only',
  )
}

/** `contract_store.password` without white space around it. */
export function password(text: string, context: z.RefinementCtx): string {
  const trimmed = text.trim()
  if (!isQuoted(trimmed)) return trimmed
  return explain(context, 'stands in quotation marks, which would be part of the password; remove them')
}
