import { existsSync } from 'node:fs'
import { describeConfig } from '../config/describe.ts'
import { problemAt } from '../config/load.ts'
import { databaseOf } from '../config/sections/contract-store.ts'
import { databaseFault } from '../stores/sql/open.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { validationOf } from './validation-of.ts'

/** Prints what the service would run with. Connects to nothing. */
export async function checkConfig({ loadConfig, print }: CommandContext): Promise<ExitCode> {
  const loaded = loadConfig()
  print(describeConfig(loaded))
  await validationOf(loaded.config)
  const store = loaded.config.contractStore
  const dsn = databaseOf(store)
  const fault = dsn && (await databaseFault(dsn))
  if (fault)
    throw problemAt(loaded, store.type === 'sql' ? 'contract_store.dsn' : 'contract_store.index_dsn', fault)
  if (store.type === 'custom' && !existsSync(store.module))
    throw problemAt(loaded, 'contract_store.module', `there is no ${store.module}`)
  return 0
}
