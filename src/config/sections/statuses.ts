import { z } from 'zod'
import { explain } from '../values/explain.ts'
import { listFromText } from '../values/list.ts'

/** Statuses in lower case, because they are compared without regard to case. */
export const statusList = z.array(z.string().trim().toLowerCase().min(1))

/**
 * One status or several, as text or as a list; undefined is every status. A variable that is empty is not set, so `*`
 * is how one lifts the filter of a file.
 */
export const statusFilter = z
  .union([z.string().toLowerCase().transform(listFromText), statusList])
  .transform((statuses, context) => {
    if (statuses.length === 0) return explain(context, 'names no status; write "*" for every status')
    return statuses.includes('*') ? undefined : statuses
  })
