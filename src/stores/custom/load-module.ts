import { pathToFileURL } from 'node:url'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { Documents } from '../indexed/documents.ts'
import type { ModuleContext } from './module.ts'

const required = ['put', 'get', 'listContracts', 'listVersions']
const optional = ['refusal', 'delete', 'check', 'close']

/**
 * Loads a module and has it open its storage.
 *
 * @throws StoreOpenError when it cannot be loaded, throws, or does not open what was agreed on.
 */
export async function openModule(
  path: string,
  settings: Readonly<Record<string, unknown>>,
  context: ModuleContext,
): Promise<Documents> {
  const { default: open } = await attempt<{ default?: unknown }>(
    `${path} cannot be loaded`,
    () => import(pathToFileURL(path).href),
  )
  if (typeof open !== 'function')
    throw refused(`${path} has no function as its default export, which opens the store`)
  const opened = await attempt<unknown>(`${path} could not open its store`, () => open(settings, context))
  const methods = typeof opened === 'object' && opened !== null ? (opened as Record<string, unknown>) : {}
  const missing = required.filter(name => typeof methods[name] !== 'function')
  const wrong = optional.filter(name => methods[name] !== undefined && typeof methods[name] !== 'function')
  if (missing.length === 0 && wrong.length === 0) return opened as Documents
  const faults = [...missing, ...wrong].map(name => `${name} is no function`)
  throw refused(`${path} opened a store whose ${faults.join(', ')}; expected ${required.join(', ')}`)
}

async function attempt<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    // Node.js names the file of ours that imports the module, which nobody needs to know
    const reason = line.replace(/ imported from .*$/, '')
    throw new StoreOpenError('contract_store.module', `${what} (${reason})`, { cause })
  }
}

function refused(message: string): StoreOpenError {
  return new StoreOpenError('contract_store.module', message)
}
