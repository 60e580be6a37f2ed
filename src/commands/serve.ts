import type { AddressInfo } from 'node:net'
import pino, { type Logger } from 'pino'
import { buildApp } from '../app.ts'
import { redactDsn } from '../config/dsn/redact.ts'
import { type LoadedConfig, problemAt } from '../config/load.ts'
import type { Server } from '../http/server.ts'
import { openStore } from '../stores/open.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { withStoreOf } from './store-of.ts'

/** Serves until the process is told to end, then finishes what was begun. */
export async function serve({ loadConfig }: CommandContext): Promise<ExitCode> {
  const loaded = loadConfig()
  const { config } = loaded
  const log = pino({ level: config.server.logLevel })
  for (const warning of loaded.warnings) log.warn(warning)
  const store = await withStoreOf(loaded, () => openStore(config.contractStore, log))
  const { bodyLimit, trustedProxies } = config.server
  // fastify would log a line for every address it listens on; what it has to complain of is kept
  const logger = log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level })
  const app = await buildApp({ store, token: config.auth.token, bodyLimit, trustedProxies, logger })
  try {
    await listen(app, loaded, log)
    await endSignal()
    log.info('ending: no new requests are taken')
  } finally {
    await app.close()
    await store.close()
  }
  return 0
}

async function listen(app: Server, loaded: LoadedConfig, log: Logger): Promise<void> {
  const { server, contractStore, auth } = loaded.config
  try {
    await app.listen({ host: server.host, port: server.port })
    const { port } = app.server.address() as AddressInfo
    const host = server.host.includes(':') ? `[${server.host}]` : server.host
    const store = `${redactDsn(contractStore.dsn)}, table ${contractStore.table}`
    const authentication = auth.token === undefined ? 'off: anyone may write' : 'on'
    log.info(`listening on http://${host}:${port}; store ${store}; authentication ${authentication}`)
  } catch (error) {
    const key = (error as { code?: string }).code === 'EADDRINUSE' ? 'server.port' : 'server.host'
    throw problemAt(
      loaded,
      key,
      `can not listen on ${server.host}, port ${server.port}: ${(error as Error).message}`,
    )
  }
}

function endSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
