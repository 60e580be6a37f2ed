/** Gives a token that is good for signing in to a database now. It is asked for each new connection. */
export type TokenSource = () => Promise<string>

/** There is no token. Every dialect knows the code. */
export class TokenError extends Error {
  readonly code = 'NO_TOKEN'
}
