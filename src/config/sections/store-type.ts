import type { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { schemes } from '../dsn/parse.ts'
import { explain } from '../values/explain.ts'
import { quoted } from '../values/value-text.ts'

/** Types of stores that dc43 has and this service does not. */
const otherTypes = ['filesystem', 'delta', 'collibra_stub', 'collibra_http']

/** What to do instead of using a store of another type. */
export const useSql = 'set contract_store.dsn (or the variable DC43_CONTRACT_STORE_DSN) to use a SQL database'

/** `contract_store.type`: the one store there is. Another name is refused with the reason. */
export function storeType(name: string, context: z.RefinementCtx): 'sql' {
  if (name === 'sql') return name
  return explain(context, problemOf(name))
}

function problemOf(name: string): string {
  if (otherTypes.includes(name)) return `names the ${name} store, not available in this release; ${useSql}`
  const isDatabase = schemes.some(scheme => scheme === name) || name === 'sqlalchemy'
  const suggestion = isDatabase ? 'sql' : closestName(name, ['sql', ...otherTypes])
  const known = [`sql (not available in this release: ${otherTypes.join(', ')})`]
  return `names an unknown store, ${quoted(name)}${alternatives(suggestion, known)}`
}
