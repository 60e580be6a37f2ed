import type { AddressInfo } from 'node:net'
import { type LoadedConfig, problemAt } from '../config/load.ts'
import type { Server } from '../http/server.ts'

/** Listens where the configuration says. Gives the address. */
export async function listen(app: Server, loaded: LoadedConfig): Promise<string> {
  const { server } = loaded.config
  try {
    await app.listen({ host: server.host, port: server.port })
    const { port } = app.server.address() as AddressInfo
    return `http://${server.host.includes(':') ? `[${server.host}]` : server.host}:${port}`
  } catch (error) {
    const key = (error as { code?: string }).code === 'EADDRINUSE' ? 'server.port' : 'server.host'
    throw problemAt(
      loaded,
      key,
      `cannot listen on ${server.host}, port ${server.port}: ${(error as Error).message}`,
    )
  }
}
