import { readFileSync } from 'node:fs'
import { StoreOpenError } from '../open-error.ts'

/** The text of a certificate or key that an option of the DSN names. Throws `StoreOpenError` when it can't be read. */
export function readPem(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new StoreOpenError('contract_store.dsn', `${option} names the file ${path}, which can not be read`)
  }
}
