import { z } from 'zod'

/** Reports what is wrong with a value in words of its own, which are printed as they are after the key's name. */
export function explain(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
