import { z } from 'zod'
import { roles } from '../../auth/roles.ts'
import { contractIdFault } from '../../domain/identity.ts'
import { explain } from '../values/explain.ts'
import { nestedValue } from '../values/nested.ts'
import { quoted } from '../values/value-text.ts'

/** The most patterns a scope may have: each becomes a part of the queries to the database. */
const maxPatterns = 200

/** `reader` and so on, in any case. */
export const role = nestedValue(
  z.string().trim().toLowerCase().pipe(z.enum(roles)),
  `one of ${roles.join(', ')}`,
)

/** Patterns of contract ids, as `domain/scope.ts` has them. */
export const contracts = nestedValue(
  z.array(z.string().transform(pattern)).min(1).max(maxPatterns),
  `1 to ${maxPatterns} contract ids or beginnings of them, such as ["sales.*", "hr.people"]`,
)

function pattern(text: string, context: z.RefinementCtx): string {
  const start = text.endsWith('*') ? text.slice(0, -1) : text
  if (start.includes('*')) return explain(context, `is ${quoted(text)}; a * may stand at the end only`)
  const fault = text === '*' ? undefined : contractIdFault(start.trimEnd() === start ? start : text)
  return fault === undefined ? text : explain(context, `is ${quoted(text)}; ${fault}`)
}
