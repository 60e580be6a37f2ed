import type { Logger } from 'pino'
import { type AppParts, buildApp } from '../app.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import { withDeadline } from '../concurrency/deadline.ts'
import type { Config } from '../config/schema.ts'
import { databaseOf } from '../config/sections/contract-store.ts'
import { Shutdown } from '../http/edge/shutdown.ts'
import { Metrics } from '../metrics/metrics.ts'
import { openStore } from '../stores/open.ts'
import type { ContractStore } from '../stores/store.ts'
import { StoreGate } from '../stores/store-gate.ts'
import { openTracing } from '../tracing/open.ts'
import type { Tracing } from '../tracing/tracing.ts'
import { judgingRules, type ValidationPolicy } from '../validation/policy.ts'
import { DocumentWorkers } from '../workers/document-workers.ts'
import { anonymousOf, authenticationWarnings, authenticatorOf, staticTokensOf } from './authenticator-of.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { Credentials } from './credentials.ts'
import { endOnFatalErrors } from './fatal.ts'
import { listen } from './listen.ts'
import { openLog, requestLogOf } from './log.ts'
import { defaultStatusesOf, policyOf } from './policy-of.ts'
import { closeServer, closeStore, closeTracing, drain } from './shutdown.ts'
import { type EndSignal, endSignal, type HangUps } from './signals.ts'
import { withStoreOf } from './store-of.ts'
import { storeText } from './store-text.ts'
import { sweepTestRuns } from './sweep-test-runs.ts'
import { validationOf } from './validation-of.ts'
import { watchCredentials } from './watch-credentials.ts'

/** How long the start may wait for the store before the service answers probes without it, in milliseconds. */
const openGrace = 2000

/** Serves until a signal asks the process to end, then finishes what was begun. */
export async function serve(
  { loadConfig, env, secrets }: CommandContext,
  hangUps: HangUps,
): Promise<ExitCode> {
  const loaded = loadConfig()
  const { config } = loaded
  const log = openLog(config.server.logLevel, secrets)
  endOnFatalErrors(log)
  for (const warning of [...loaded.warnings, ...authenticationWarnings(config)]) log.warn(warning)
  const validation = await validationOf(config)
  const authenticator = await authenticatorOf(config.auth, log)
  const stopping = new AbortController()
  const signalled = endSignal(signal => forceEnd(log, signal))
  const ending = signalled.then(() => stopping.abort())
  const metrics = config.server.metrics ? new Metrics() : undefined
  metrics?.addProcess()
  const documents = new DocumentWorkers(judgingRules(validation))
  const open = (store: Config['contractStore']) =>
    openStore(store, {
      ...{ documents, log, policy: policyOf(config), signal: stopping.signal },
      ...{ observer: metrics?.sqlObserver, gitObserver: metrics?.git },
    })
  const gate = new StoreGate()
  if (metrics) gate.observe(metrics.storeObserver)
  const opening = withStoreOf(loaded, () => open(config.contractStore)).then(store => gate.open(store))
  // there is nothing to wait for any more when the store is open, or the process is to end
  const started = Promise.race([opening, ending])
  // it is waited for twice, and in between a failure must not count as one that nobody handles
  started.catch(() => undefined)
  const credentials = new Credentials({
    loaded,
    loadConfig,
    // before there is one, there is none to replace
    openStore: store => opening.then(() => open(store)),
    onStoreOpened: store => gate.replace(store),
    onTokensChanged: auth => authenticator.replaceTokens(staticTokensOf(auth)),
    log,
  })
  // before anything is waited for: what changes from now on is to be noticed
  const stopWatching = watchCredentials(credentials, hangUps, loaded.secretFiles.length > 0)
  const tracing = await openTracing(env ?? {})
  if (tracing) gate.observe(tracing.storeObserver)
  await withDeadline(started, openGrace, () => undefined)
  const shutdown = new Shutdown()
  const app = await buildApp(
    appParts(config, {
      ...{ store: gate.store, validation, documents, authenticator },
      ...{ log, shutdown, metrics, tracing },
    }),
  )
  const sweep = sweepTestRuns(gate.store.testRuns, config.testRuns, log)
  try {
    await app.ready()
    giveBackMemory()
    const address = await listen(app, loaded)
    await started
    sweep.start()
    if (!stopping.signal.aborted) log.info(startLine(address, config))
    const signal = await signalled
    log.info({ signal }, 'ending: not ready any more')
    // a service that was never ready is sent no requests
    if (gate.isOpen) await drain(shutdown, signal, config.server)
    log.info('ending: no new requests are taken')
  } finally {
    stopWatching()
    shutdown.begin()
    await Promise.all([closeServer(app, log, config.server), sweep.stop()])
    await Promise.all([closeStore(gate), closeTracing(tracing, log)])
    await documents.close()
  }
  return 0
}

/** Gives back before the first request what only the start needed: a sixth of the memory. `--expose-gc` allows it. */
function giveBackMemory(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** What the app of a service that runs is made of. */
function appParts(
  config: Config,
  { store, validation, documents, authenticator, log, shutdown, metrics, tracing }: Running,
): AppParts {
  const { server, testRuns } = config
  return {
    store,
    documents,
    policy: policyOf(config),
    validation,
    defaultStatuses: defaultStatusesOf(config),
    authenticator,
    bodyLimit: server.bodyLimit,
    samples: testRuns.samples,
    trustedProxies: server.trustedProxies,
    logger: log,
    requestLog: server.requestLog ? requestLogOf(log) : undefined,
    shutdown,
    limits: server,
    corsOrigins: server.corsOrigins,
    // of all databases SQL Server alone
    padsNames: databaseOf(config.contractStore)?.dialect === 'mssql',
    metrics,
    tracing,
  }
}

interface Running {
  readonly authenticator: Authenticator
  readonly store: ContractStore
  readonly validation: ValidationPolicy
  readonly documents: DocumentWorkers
  readonly log: Logger
  readonly shutdown: Shutdown
  readonly metrics: Metrics | undefined
  readonly tracing: Tracing | undefined
}

function forceEnd(log: Logger, signal: EndSignal): void {
  log.warn({ signal }, 'ending at once: a second signal')
  process.exit(1)
}

function startLine(address: string, { contractStore, auth }: Config): string {
  const authentication = anonymousOf(auth) === 'all' ? 'off: anyone may write' : 'on'
  return `listening on ${address}; store ${storeText(contractStore)}; authentication ${authentication}`
}
