import { isIP, type NetConnectOpts, Socket } from 'node:net'
import type { Pool, PoolOptions } from 'mysql2'
import type { TokenSource } from '../identity/token-source.ts'

/** The options of one connection that signs in with a token. */
export async function withToken(options: PoolOptions, tokens: TokenSource | undefined): Promise<PoolOptions> {
  return tokens ? { ...options, password: await tokens() } : options
}

/** What the driver reads of a pool's configuration whenever it connects; its types leave this out. */
interface PoolConfig {
  readonly connectionConfig: { password?: string; stream?: () => Socket }
}

/**
 * Makes a pool sign in with a new token on each connection. The driver takes a password only once, but reads it when the
 * server has greeted, and the server greets when it is connected: so the token is fetched before that.
 */
export function useTokens(pool: Pool, tokens: TokenSource, options: PoolOptions): void {
  const { connectionConfig } = (pool as unknown as { readonly config: PoolConfig }).config
  // of two that connect at once both may use the later token
  let latest = ''
  Object.defineProperty(connectionConfig, 'password', { enumerable: true, get: () => latest })
  connectionConfig.stream = () => {
    const socket: Socket & { _host?: string } = new Socket()
    tokens().then(
      token => {
        latest = token
        connect(socket, options)
      },
      error => socket.destroy(error),
    )
    // as it is without tokens: see `tlsOf`
    if (options.host !== undefined && isIP(options.host)) socket._host = options.host
    return socket
  }
}

function connect(socket: Socket, { host = 'localhost', port = 3306, socketPath }: PoolOptions): void {
  const target: NetConnectOpts =
    socketPath === undefined ? { host, port, keepAlive: true, noDelay: true } : { path: socketPath }
  socket.connect(target)
}
