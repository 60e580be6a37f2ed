import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { StoreOpenError } from './open-error.ts'

/** A file that an option of the DSN names. */
interface NamedFile {
  readonly option: string
  readonly path: string | undefined
}

/** The certificates and keys of a connection, as texts. */
export interface TlsFiles {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/**
 * Reads the certificates and the key that options of the DSN name, and checks them: a driver that meets a broken one
 * when it connects ends the process, or trusts nobody and does not say why.
 *
 * @throws StoreOpenError
 */
export function readTlsFiles(ca: NamedFile, cert: NamedFile, key: NamedFile): TlsFiles {
  if ((cert.path === undefined) !== (key.path === undefined)) {
    throw refused(`${cert.option} and ${key.option} need each other; the DSN has only one of them`)
  }
  const files = {
    ...(ca.path !== undefined && { ca: certificatesOf(ca.option, ca.path) }),
    ...(cert.path !== undefined && { cert: certificatesOf(cert.option, cert.path) }),
    ...(key.path !== undefined && { key: textOf(key.option, key.path) }),
  }
  try {
    createSecureContext(files)
  } catch {
    const rule = `a key in PEM format, without a passphrase, for the certificate of ${cert.option}`
    throw refused(`${key.option} names the file ${key.path}, which is not ${rule}`)
  }
  return files
}

function certificatesOf(option: string, path: string): string {
  const text = textOf(option, path)
  try {
    new X509Certificate(text)
    return text
  } catch {
    throw refused(`${option} names the file ${path}, which holds no certificate in PEM format`)
  }
}

function textOf(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw refused(`${option} names the file ${path}, which cannot be read`)
  }
}

function refused(message: string): StoreOpenError {
  return new StoreOpenError('contract_store.dsn', message)
}
