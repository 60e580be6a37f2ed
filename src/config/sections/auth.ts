import { z } from 'zod'
import { keyInfo } from '../values/key-info.ts'
import { oidc, showOidc } from './oidc.ts'
import { showTokens, tokens } from './tokens.ts'
import { token } from './transforms.ts'

export const auth = z.object({
  token: z
    .string()
    .transform(token)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Token of callers who may do everything, as in dc43.',
      expected: 'a token in quotes',
      secret: true,
      otherVariables: ['DC43_BACKEND_TOKEN'],
      blankIsProblem: true,
    }),
  tokens: tokens.exactOptional().register(keyInfo, {
    meaning: 'Tokens of callers with a role each.',
    expected: 'tables, written [[auth.tokens]]',
    show: showTokens,
    fileOnly: true,
  }),
  oidc: oidc.exactOptional().register(keyInfo, {
    meaning: 'The OpenID Connect issuer whose signed tokens are accepted.',
    expected: 'a table, written [auth.oidc]',
    show: showOidc,
    fileOnly: true,
  }),
  anonymous: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['none', 'read', 'all']))
    .exactOptional()
    .register(keyInfo, {
      meaning: 'What callers without a token may do: nothing, read, or everything.',
      expected: 'one of none, read, all',
      whenUnset: 'none; all, which turns authentication off, while there is no other key of [auth]',
    }),
})
