import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Authenticator } from './auth/authenticator.ts'
import { authorize } from './auth/authorize.ts'
import { configSchema } from './config/schema.ts'
import type { Access } from './domain/access.ts'
import type { Policy } from './domain/policy.ts'
import type { DefaultStatuses } from './domain/status-filter.ts'
import { BrokenAnswers } from './http/edge/broken-responses.ts'
import { beginCaching } from './http/edge/cache-control.ts'
import { limitConnections } from './http/edge/connections.ts'
import { allowOrigins } from './http/edge/cors.ts'
import { answerError, handleErrors } from './http/edge/error-handler.ts'
import { bodyMemoryOf, type Limits, serverOptions } from './http/edge/limits.ts'
import { AllowedMethods } from './http/edge/methods.ts'
import { refuseOverload } from './http/edge/overload.ts'
import { limitRate } from './http/edge/rate-limit.ts'
import { setAnswerHeaders } from './http/edge/response-headers.ts'
import { Shutdown } from './http/edge/shutdown.ts'
import { describeRoutes } from './http/openapi/document.ts'
import { serveDocumentationPage } from './http/openapi/page.ts'
import { serveDescription } from './http/openapi/serve.ts'
import { receiveJson } from './http/representations/json-body.ts'
import { ContractWriter } from './use-cases/changes.ts'
import { ContractComparer } from './use-cases/comparer.ts'
import { DatasetLinks } from './use-cases/dataset-links.ts'
import { DatasetRecords } from './use-cases/dataset-records.ts'
import { Describers } from './use-cases/describers.ts'
import { type ForCaller, readingFor } from './use-cases/for-caller.ts'
import { Governance } from './use-cases/governance.ts'
import { GovernedDatasets } from './use-cases/governed-datasets.ts'
import { ContractReader } from './use-cases/reader.ts'
import { ContractSearch } from './use-cases/search.ts'
import { TestReports } from './use-cases/test-reports.ts'
import { TestRuns } from './use-cases/test-runs.ts'
import { ContractValidator } from './use-cases/validator.ts'
import './http/edge/probe.ts'
import { Semaphore } from './concurrency/semaphore.ts'
import { Exchanges } from './http/edge/exchanges.ts'
import { answerParserErrors } from './http/edge/parser-errors.ts'
import { isStillSending, receiveBodies, smallBodyLimit } from './http/edge/request-body.ts'
import { requestIdOf } from './http/edge/request-id.ts'
import { logParserErrors, logRequests, type RequestLog } from './http/edge/request-log.ts'
import { refuseUnknownPaths } from './http/edge/unknown-path.ts'
import { mendTarget } from './http/edge/url.ts'
import { compilersFactory, compileValidator } from './http/edge/validation.ts'
import { requireWellFormed } from './http/edge/well-formed.ts'
import { compareDocument, compareVersions } from './http/routes/compare-versions.ts'
import { assessObservations } from './http/routes/dc43/assess.ts'
import { describeExpectations } from './http/routes/dc43/describe-expectations.ts'
import { governanceLinks, registerActivities } from './http/routes/dc43/governance-links.ts'
import { governedDatasets } from './http/routes/dc43/governed-datasets.ts'
import { keepEvents, keepStatuses } from './http/routes/dc43/keep-datasets.ts'
import { keepLinks } from './http/routes/dc43/keep-links.ts'
import { readKeptDatasets } from './http/routes/dc43/kept-datasets.ts'
import { refuseOtherGovernance } from './http/routes/dc43/not-here.ts'
import { resolveContexts } from './http/routes/dc43/resolve-context.ts'
import { deleteVersion } from './http/routes/delete-version.ts'
import { deleteDataContract } from './http/routes/entropy-data/delete-data-contract.ts'
import { getDataContract, getDataContractYaml } from './http/routes/entropy-data/get-data-contract.ts'
import { listDataContracts } from './http/routes/entropy-data/list-data-contracts.ts'
import { putDataContract } from './http/routes/entropy-data/put-data-contract.ts'
import {
  deleteTestResult,
  getTestResult,
  listTestResults,
  postTestResult,
} from './http/routes/entropy-data/test-results.ts'
import { getContract } from './http/routes/get-contract.ts'
import { getHealth } from './http/routes/get-health.ts'
import { getLatest } from './http/routes/get-latest.ts'
import { getLinked } from './http/routes/get-linked.ts'
import { getMetrics } from './http/routes/get-metrics.ts'
import { getReadiness } from './http/routes/get-readiness.ts'
import { getSchema } from './http/routes/get-schema.ts'
import { getVersion } from './http/routes/get-version.ts'
import {
  getValidationStatistics,
  listContractValidations,
  listValidations,
  postValidation,
} from './http/routes/griot/validations.ts'
import { listContractHistory, listHistory, listVersionHistory } from './http/routes/history.ts'
import { linkDataset } from './http/routes/link-dataset.ts'
import { listContracts } from './http/routes/list-contracts.ts'
import { listDatasets } from './http/routes/list-datasets.ts'
import { listFields } from './http/routes/list-fields.ts'
import { getLatestTestRun, listTestRuns } from './http/routes/list-test-runs.ts'
import { listVersions } from './http/routes/list-versions.ts'
import { putStatus } from './http/routes/put-status.ts'
import { putVersion } from './http/routes/put-version.ts'
import { reportTestRun } from './http/routes/report-test-run.ts'
import { resolveVersions } from './http/routes/resolve-versions.ts'
import { search } from './http/routes/search.ts'
import { deleteTestRun, getTestReport, getTestRun } from './http/routes/test-run.ts'
import { getTestStatistics } from './http/routes/test-statistics.ts'
import { getValidation, validateDocument } from './http/routes/validate.ts'
import type { Server } from './http/server.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { ContractStore, ReadableStore } from './stores/store.ts'
import type { Tracing } from './tracing/tracing.ts'
import { reportOnly, type ValidationPolicy } from './validation/policy.ts'
import type { DocumentWorkers } from './workers/document-workers.ts'

/** All that the HTTP service is made of. */
export interface AppParts {
  readonly store: ContractStore
  /** What reads, writes and compares documents. */
  readonly documents: DocumentWorkers
  readonly policy: Policy
  /** What is done about documents that are not valid; without it, they are published and it is told. */
  readonly validation?: ValidationPolicy
  /** The statuses of the latest version when a request names none; undefined for any. */
  readonly defaultStatuses: DefaultStatuses
  /** Knows who asks, and what they may do. */
  readonly authenticator: Authenticator
  /** The largest document, unzipped, in bytes. */
  readonly bodyLimit: number
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly logger: FastifyBaseLogger
  /** Whether the service is being stopped; without it, it never is. */
  readonly shutdown?: Shutdown
  /** Where a line is written for each request; without it none is. */
  readonly requestLog?: RequestLog | undefined
  /** What clients may take of the service; without it, the defaults of the configuration. */
  readonly limits?: Partial<Limits>
  /** Origins whose pages may use the service from browsers. */
  readonly corsOrigins?: readonly string[]
  /** Whether samples of data in reports of test runs are kept; without it they are dropped. */
  readonly samples?: 'drop' | 'keep'
  /** What is counted and measured; without it nothing is. */
  readonly metrics?: Metrics | undefined
  /** Where requests are traced; without it they are not. */
  readonly tracing?: Tracing | undefined
}

/**
 * How many answers with many documents, or figures of many test runs, are made at a time: each may take some 50 MiB, or all
 * that a database can do, and with them the memory and the time of all.
 */
const longAnswersAtOnce = 2

/** The HTTP service, ready to listen or to be injected requests. Every plugin and route is registered here, in order. */
export async function buildApp(parts: AppParts): Promise<Server> {
  const { requestLog, metrics, tracing } = parts
  const exchanges = new Exchanges()
  if (requestLog) exchanges.observe(logRequests(requestLog))
  if (metrics) exchanges.observe(metrics.http.observe)
  if (tracing) exchanges.observe(exchange => tracing.end(exchange))
  metrics?.addInFlight(() => exchanges.size)
  const shutdown = parts.shutdown ?? new Shutdown()
  const receive = (request: FastifyRequest, reply: FastifyReply) => {
    // given to fastify, it would have a child for each request, which costs more than many a request
    request.log = reply.log = parts.logger
    exchanges.enter(request, reply)
    setAnswerHeaders(request, reply, shutdown)
    beginCaching(request, reply, !parts.authenticator.isOff)
  }
  const limits: Limits = { ...configSchema.shape.server.parse({}), ...parts.limits }
  const app = fastify({
    ...serverOptions(limits),
    logController: new BrokenAnswers(exchanges),
    bodyLimit: smallBodyLimit,
    schemaController: { compilersFactory },
    genReqId: requestIdOf,
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    rewriteUrl: request => mendTarget(request.url ?? '/'),
    frameworkErrors(error, request, reply) {
      receive(request, reply)
      answerError(error, request, reply)
    },
    clientErrorHandler: answerParserErrors(exchanges, [
      ...(requestLog ? [logParserErrors(requestLog)] : []),
      ...(metrics ? [metrics.http.countParserError] : []),
    ]),
    // what still arrives while the service is being stopped is answered as ever
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>() as Server
  limitConnections(app.server, exchanges, limits.maxConnections)
  // expectations that mean nothing here may be passed over (RFC 9110, section 10.1.1); Node would refuse them unseen
  app.server.on('checkExpectation', app.routing)
  app.decorateRequest('exchange')
  app.setValidatorCompiler(compileValidator)
  handleErrors(app)
  app.addHook('onRequest', (request, reply, done) => {
    receive(request, reply)
    requireWellFormed(request)
    done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    if (isStillSending(request) && !shutdown.hasBegun) reply.removeHeader('connection')
    done(null, payload)
  })
  receiveBodies(app, bodyMemoryOf(limits, parts.bodyLimit))
  receiveJson(app)
  refuseOverload(app, limits, exchanges)
  if (tracing) traceRequests(app, tracing)
  allowOrigins(app, parts.corsOrigins ?? [])
  if (metrics) countRoutes(app, metrics)
  await describeRoutes(app)
  const methods = new AllowedMethods(app)

  authorize(app, parts.authenticator)
  limitRate(app, limits)
  refuseUnknownPaths(app, methods)
  serveDescription(app)
  serveDocumentationPage(app)
  getHealth(app, parts.authenticator.isOpen)
  metrics?.addIndexLag(async () => (await parts.store.check()).indexLag)
  if (metrics) getMetrics(app, metrics)
  getReadiness(app, parts.store, shutdown)
  getSchema(app, parts.validation?.rules.overlay)

  const { store, documents, policy, defaultStatuses, validation = reportOnly } = parts
  const reader = readingFor(store, seen => new ContractReader(seen, policy, defaultStatuses, documents))
  const runsIn = testRunsOf(parts)
  const runs = readingFor(store, runsIn)
  getContract(app, reader, runs)
  getLatest(app, reader)
  listVersions(app, reader)
  getVersion(app, reader)
  const comparer = readingFor(
    store,
    seen => new ContractComparer(seen, new ContractReader(seen, policy, defaultStatuses, documents), parts),
  )
  compareVersions(app, comparer)
  await compareDocument(app, comparer, parts.bodyLimit)
  const validator = readingFor(store, seen => new ContractValidator(seen, documents, validation.rules))
  getValidation(app, reader, validator)
  const longAnswers = new Semaphore(longAnswersAtOnce)
  resolveVersions(app, reader, longAnswers)
  listHistory(app, reader)
  listContractHistory(app, reader)
  listVersionHistory(app, reader)

  const describers = new Describers(documents)
  const contractSearch = readingFor(store, seen => new ContractSearch(seen, describers, documents))
  listContracts(app, reader, contractSearch, longAnswers)
  search(app, contractSearch)
  listFields(app, contractSearch)

  const writer = (access: Access) => new ContractWriter(store, { policy, validation }, documents, access)
  await validateDocument(app, validator, parts.bodyLimit)
  await putVersion(app, writer, parts.bodyLimit)
  putStatus(app, writer)
  await deleteVersion(app, writer)

  listDataContracts(app, contractSearch, longAnswers)
  getDataContract(app, reader)
  getDataContractYaml(app, reader)
  await putDataContract(app, writer, parts.bodyLimit)
  await deleteDataContract(app, writer)

  const links = readingFor(store, seen => new DatasetLinks(seen, store.links))
  linkDataset(app, links)
  getLinked(app, links)
  listDatasets(app, links)
  await registerTestRuns(app, runs, longAnswers)
  await registerGovernance(app, parts, links, runsIn)
  methods.complete(app)
  return app
}

/** What jobs of dc43 ask of a governance service, and what such services keep. */
async function registerGovernance(
  app: Server,
  { store, documents, policy, defaultStatuses, samples = 'drop' }: AppParts,
  links: ForCaller<DatasetLinks>,
  runsIn: (seen: ReadableStore) => TestRuns,
): Promise<void> {
  const recordsIn = (seen: ReadableStore) =>
    new DatasetRecords(runsIn(seen), store.testRuns, documents, samples)
  const records = readingFor(store, recordsIn)
  const datasets = readingFor(store, seen => new GovernedDatasets(seen, runsIn(seen), recordsIn(seen)))
  const governance = readingFor(store, seen => {
    return new Governance(new ContractReader(seen, policy, defaultStatuses, documents), documents)
  })
  resolveContexts(app, governance)
  assessObservations(app, governance, datasets)
  describeExpectations(app, governance)
  governanceLinks(app, links)
  governedDatasets(app, datasets)
  readKeptDatasets(app, records)
  await keepStatuses(app, records)
  await keepEvents(app, records)
  keepLinks(app, links)
  registerActivities(app, links)
  refuseOtherGovernance(app)
}

/** Makes the test runs of those contracts that can be seen. */
function testRunsOf({ store, documents, policy, defaultStatuses, samples }: AppParts) {
  return (seen: ReadableStore): TestRuns => {
    const contracts = new ContractReader(seen, policy, defaultStatuses, documents)
    const reports = new TestReports(seen, contracts, store.testRuns, documents, samples ?? 'drop')
    return new TestRuns(seen, store.testRuns, reports)
  }
}

async function registerTestRuns(
  app: Server,
  runs: ForCaller<TestRuns>,
  longAnswers: Semaphore,
): Promise<void> {
  await reportTestRun(app, runs)
  listTestRuns(app, runs)
  getLatestTestRun(app, runs)
  getTestRun(app, runs)
  getTestReport(app, runs)
  await deleteTestRun(app, runs)
  getTestStatistics(app, runs, longAnswers)
  await postTestResult(app, runs)
  listTestResults(app, runs)
  getTestResult(app, runs)
  await deleteTestResult(app, runs)
  await postValidation(app, runs)
  listValidations(app, runs)
  listContractValidations(app, runs)
  getValidationStatistics(app, runs, longAnswers)
}

function countRoutes(app: FastifyInstance, metrics: Metrics): void {
  // what no path has, which hardly comes but for those of other servers: LOCK and the like
  for (const method of app.supportedMethods) metrics.http.expect(undefined, method)
  app.addHook('onRoute', ({ method, schema }) => {
    const { operationId } = (schema ?? {}) as { operationId?: string }
    for (const each of [method].flat()) metrics.http.expect(operationId, each)
  })
}

function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, _, done) => {
    if (!request.exchange.route.isProbe) tracing.begin(request)
    done()
  })
  // the body has been read meanwhile, by events that belong to no request
  app.addHook('preHandler', (request, _, done) => tracing.resume(request, done))
}
