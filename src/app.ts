import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { DatasetLinks } from './contracts/dataset-links.ts'
import { ContractReader } from './contracts/reader.ts'
import { ContractSearch } from './contracts/search.ts'
import { ContractWriter } from './contracts/writer.ts'
import type { Policy } from './domain/policy.ts'
import type { StatusFilter } from './domain/status-filter.ts'
import { authenticate } from './http/authenticate.ts'
import { answerClientError, answerError, handleErrors } from './http/error-handler.ts'
import { completeMethods } from './http/methods.ts'
import { describeRoutes } from './http/openapi/document.ts'
import { serveDescription, serveDocumentationPage } from './http/openapi/serve.ts'
import { requestIdOf } from './http/request-id.ts'
import { deleteVersion } from './http/routes/delete-version.ts'
import { getContract } from './http/routes/get-contract.ts'
import { getHealth } from './http/routes/get-health.ts'
import { getLatest } from './http/routes/get-latest.ts'
import { getLinked } from './http/routes/get-linked.ts'
import { getReadiness } from './http/routes/get-readiness.ts'
import { getVersion } from './http/routes/get-version.ts'
import { listContractHistory, listHistory, listVersionHistory } from './http/routes/history.ts'
import { linkDataset } from './http/routes/link-dataset.ts'
import { listContracts } from './http/routes/list-contracts.ts'
import { listDatasets } from './http/routes/list-datasets.ts'
import { listFields } from './http/routes/list-fields.ts'
import { listVersions } from './http/routes/list-versions.ts'
import { putStatus } from './http/routes/put-status.ts'
import { putVersion } from './http/routes/put-version.ts'
import { resolveVersions } from './http/routes/resolve-versions.ts'
import { search } from './http/routes/search.ts'
import type { Server } from './http/server.ts'
import { mendTarget } from './http/url.ts'
import type { ContractStore } from './stores/store.ts'

/** All that the HTTP service is made of. */
export interface AppParts {
  readonly store: ContractStore
  readonly policy: Policy
  /** The statuses of the latest version when a request names none; undefined for any. */
  readonly defaultStatuses: StatusFilter | undefined
  /** The bearer token that guards all but the public routes; none leaves them open. */
  readonly token: string | undefined
  /** The largest request body, unzipped, in bytes. */
  readonly bodyLimit: number
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly logger: FastifyBaseLogger
}

/** The HTTP service, ready to listen or to be injected requests. Every plugin and route is registered here, in order. */
export async function buildApp(parts: AppParts): Promise<Server> {
  const app = fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    // a logger of its own for each request costs more than many a request; what is logged names the request itself
    childLoggerFactory: logger => logger,
    bodyLimit: parts.bodyLimit,
    genReqId: requestIdOf,
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    rewriteUrl: request => mendTarget(request.url ?? '/'),
    frameworkErrors: answerError,
    clientErrorHandler: answerClientError,
  }).withTypeProvider<ZodTypeProvider>() as Server
  app.setValidatorCompiler(validatorCompiler)
  handleErrors(app)
  await describeRoutes(app)
  await serveDocumentationPage(app)

  const finishMethods = completeMethods(app)
  authenticate(app, parts.token)
  serveDescription(app)
  getHealth(app)
  getReadiness(app, parts.store)

  const reader = new ContractReader(parts.store, parts.policy, parts.defaultStatuses)
  getContract(app, reader)
  getLatest(app, reader)
  listVersions(app, reader)
  getVersion(app, reader)
  resolveVersions(app, reader)
  listHistory(app, reader)
  listContractHistory(app, reader)
  listVersionHistory(app, reader)

  const contractSearch = new ContractSearch(parts.store)
  listContracts(app, reader, contractSearch)
  search(app, contractSearch)
  listFields(app, contractSearch)

  const writer = new ContractWriter(parts.store, parts.policy)
  await putVersion(app, writer)
  putStatus(app, writer)
  await deleteVersion(app, writer)

  const links = new DatasetLinks(parts.store)
  linkDataset(app, links)
  getLinked(app, links)
  listDatasets(app, links)
  finishMethods()
  return app
}
