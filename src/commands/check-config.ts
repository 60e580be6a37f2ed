import { describeConfig } from '../config/describe.ts'
import { problemAt } from '../config/load.ts'
import { storeFault } from '../stores/open.ts'
import type { CommandContext, ExitCode } from './context.ts'

/** Prints what the service would run with. Connects to nothing. */
export async function checkConfig({ loadConfig, print }: CommandContext): Promise<ExitCode> {
  const loaded = loadConfig()
  print(describeConfig(loaded))
  const fault = await storeFault(loaded.config.contractStore)
  if (fault) throw problemAt(loaded, 'contract_store.dsn', fault)
  return 0
}
