import { z } from 'zod'

/** The identity on AWS with which the service signs in to its database. */
const aws = z.strictObject({ provider: z.literal('aws'), region: z.string().trim().min(1).exactOptional() })
const azure = z.strictObject({
  provider: z.literal('azure'),
  client_id: z
    .string()
    .trim()
    .regex(/^[0-9a-f-]{36}$/i)
    .exactOptional(),
})

const table = z.discriminatedUnion('provider', [aws, azure])

/** The identity of a cloud by which the service signs in to its database. */
export type Identity = z.output<typeof table>

/** The identity of a cloud: a table, or in one variable its provider and what belongs to it, `aws region=eu-west-1`. */
export const identity = z.union([z.string().transform(identityOfText), table])

/** An identity of Azure alone, in the same forms. */
export const azureIdentity = z.union([
  z.string().transform((text, context) => onlyAzure(identityOfText(text, context), context)),
  azure,
])

/** An identity in the form of text that is read as the same one. */
export function showIdentity(value: Identity | undefined): string {
  const { provider = '', ...more } = value ?? {}
  return [provider, ...Object.entries(more).map(([name, text]) => `${name}=${text}`)].join(' ')
}

function identityOfText(text: string, context: z.RefinementCtx): Identity {
  const [provider = '', ...words] = text.trim().split(/\s+/)
  const more = words.map(word => /^(\w+)=(.+)$/.exec(word)?.slice(1) ?? ['', ''])
  const parsed = table.safeParse({ provider: provider.toLowerCase(), ...Object.fromEntries(more) })
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'invalid_format', format: 'identity', input: text })
  return z.NEVER
}

function onlyAzure(found: Identity, context: z.RefinementCtx): z.output<typeof azure> {
  if (found.provider !== 'aws') return found
  context.addIssue({ code: 'invalid_format', format: 'identity', input: found.provider })
  return z.NEVER
}
