import pino from 'pino'
import { buildApp } from '../app.ts'
import { descriptionYaml } from '../http/openapi/yaml.ts'
import { Metrics } from '../metrics/metrics.ts'
import { migrate } from '../sql/migrate.ts'
import { connectSqlite } from '../sql/sqlite/connect.ts'
import { requireContractTable } from '../stores/sql/adoptable-table.ts'
import { SqlContractStore } from '../stores/sql/store.ts'
import { storeTables } from '../stores/sql/store-database.ts'
import { DocumentWorkers } from '../workers/document-workers.ts'
import { openAuthenticator } from './authenticator-of.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { defaultPolicy } from './policy-of.ts'

/** Prints the API description that the service serves; it does not depend on the configuration. */
export async function openapi({ print }: CommandContext): Promise<ExitCode> {
  const connected = await connectSqlite({ file: undefined, table: 'contracts', logger: undefined })
  await migrate(connected.migrations, requireContractTable)
  const documents = new DocumentWorkers()
  const store = new SqlContractStore(await connected.database(storeTables), documents)
  const logger = pino({ level: 'silent' })
  const app = await buildApp({
    store,
    documents,
    policy: defaultPolicy(),
    defaultStatuses: { statuses: undefined },
    authenticator: openAuthenticator(),
    bodyLimit: 1024,
    trustedProxies: [],
    logger,
    metrics: new Metrics(),
  })
  await app.ready()
  print(descriptionYaml(app))
  await app.close()
  await store.close()
  return 0
}
