import { ClientError } from './errors.ts'
import type { Connection } from './http.ts'
import { type Environment, given, tokenOfVariables } from './settings.ts'

/** Which registry is asked, as arguments, variables and the file of contexts say. */
export interface ConnectionSource {
  readonly env: Environment
  readonly cwd: string
  /** The name of a context, as an argument. */
  readonly context: string | undefined
  /** In seconds. */
  readonly timeout: number
  readonly onWait: (text: string) => void
}

/**
 * Where the registry is, and the token for it. Both come from one place, so that no token is sent to the registry of
 * another: a context that is named, else the variables, else the default context.
 *
 * @throws ClientError when there is none, or it cannot be used. No message has a token in it.
 */
export async function connectionOf(source: ConnectionSource): Promise<Connection> {
  const { env, cwd, timeout, onWait } = source
  const named = source.context ?? given(env.DC43_REGISTRY_CONTEXT)
  const url = given(env.DC43_REGISTRY_URL)
  const found =
    named === undefined && url !== undefined
      ? { url, urlFrom: 'DC43_REGISTRY_URL', token: tokenOfVariables(env, cwd) }
      : // what reads TOML is loaded where there is some
        (await import('./contexts.ts')).contextOf(env, named)
  return { url: checkedUrl(found.url, found.urlFrom), token: found.token, timeout: timeout * 1000, onWait }
}

function checkedUrl(text: string, place: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new ClientError(
      `${place} is no URL of a registry; expected one such as https://contracts.example.com`,
    )
  if (url.username !== '' || url.password !== '')
    throw new ClientError(
      `${place} has a user name or a password in it; the registry takes tokens: DC43_REGISTRY_TOKEN`,
    )
  if (url.search !== '' || url.hash !== '')
    throw new ClientError(`${place} has a query or a fragment; leave it out`)
  return url.href.replace(/\/+$/, '')
}
