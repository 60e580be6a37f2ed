import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import { buildApp } from '../app.ts'
import { redactDsn } from '../config/dsn/redact.ts'
import { type LoadedConfig, problemAt } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { Server } from '../http/server.ts'
import { openStore } from '../stores/open.ts'
import { StoreGate } from '../stores/store-gate.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { Credentials } from './credentials.ts'
import { policyOf } from './policy-of.ts'
import { withStoreOf } from './store-of.ts'
import { watchCredentials } from './watch-credentials.ts'

/** How long the start may wait for the store before the service answers probes without it, in milliseconds. */
const openGrace = 2000

/** How long requests under way may take after the process was told to end, in milliseconds. */
const closeGrace = 20_000

/** Serves until the process is told to end, then finishes what was begun. */
export async function serve({ loadConfig }: CommandContext): Promise<ExitCode> {
  const loaded = loadConfig()
  const { config } = loaded
  const log = pino({ level: config.server.logLevel })
  for (const warning of loaded.warnings) log.warn(warning)
  const stopping = new AbortController()
  const ended = endSignal().then(() => stopping.abort())
  const gate = new StoreGate()
  const opening = withStoreOf(loaded, () => openStore(config.contractStore, log, stopping.signal)).then(
    store => gate.open(store),
  )
  // it is waited for twice, and in between a failure must not count as one that nobody handles
  opening.catch(() => undefined)
  await Promise.race([opening, ended, delay(openGrace, undefined, { ref: false })])
  const { bodyLimit, trustedProxies } = config.server
  // fastify would log a line for every address it listens on; what it has to complain of is kept
  const logger = log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level })
  const { statusFilter } = config.contractStore
  const app = await buildApp({
    store: gate.store,
    policy: policyOf(config),
    defaultStatuses: statusFilter && new Set(statusFilter),
    token: config.auth.token,
    bodyLimit,
    trustedProxies,
    logger,
  })
  const credentials = new Credentials({
    loaded,
    loadConfig,
    // before there is one, there is none to replace
    openStore: store => opening.then(() => openStore(store, log, stopping.signal)),
    onStoreOpened: store => gate.replace(store),
    onTokenChanged: () => log.warn('the new token is asked for from the next start on'),
    log,
  })
  const stopWatching = watchCredentials(credentials, loaded.secretFiles.length > 0)
  try {
    const address = await listen(app, loaded)
    await Promise.race([opening, ended])
    if (!stopping.signal.aborted) log.info(startLine(address, config))
    await ended
    log.info('ending: no new requests are taken')
  } finally {
    stopWatching()
    await closeServer(app)
    await gate.close()
  }
  return 0
}

function startLine(address: string, { contractStore, auth }: Config): string {
  const store = `${redactDsn(contractStore.dsn)}, table ${contractStore.table}`
  const authentication = auth.token === undefined ? 'off: anyone may write' : 'on'
  return `listening on ${address}; store ${store}; authentication ${authentication}`
}

/** The address that is listened on. */
async function listen(app: Server, loaded: LoadedConfig): Promise<string> {
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
      `can not listen on ${server.host}, port ${server.port}: ${(error as Error).message}`,
    )
  }
}

/**
 * Takes no new requests and waits for those under way. Connections that a client would keep open are closed as soon as
 * they are idle, and the rest when the grace period is over.
 */
async function closeServer(app: Server): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 20)
  const deadline = setTimeout(() => app.server.closeAllConnections(), closeGrace)
  await app.close()
  clearInterval(sweep)
  clearTimeout(deadline)
}

function endSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
