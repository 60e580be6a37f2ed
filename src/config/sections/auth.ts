import { z } from 'zod'
import { token } from '../explained.ts'
import { keyInfo } from '../key-info.ts'

export const auth = z.object({
  token: z
    .string()
    .transform(token)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Bearer token every request must carry. Not set or empty: authentication is off.',
      expected: 'a token in quotes',
      secret: true,
      whenUnset: 'authentication is off',
      otherVariables: ['DC43_BACKEND_TOKEN'],
      blankIsProblem: true,
    }),
})
