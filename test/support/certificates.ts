import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './servers/process.ts'

/** Whether certificates can be made on this machine. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** An authority for tests. Its files, and those of the certificates it makes, are in its folder. */
export class CertificateAuthority {
  readonly #folder: string
  readonly #account: Account
  readonly #name: string

  constructor(folder: string, account: Account, name: string) {
    this.#folder = folder
    this.#account = account
    this.#name = name
    this.#make(name, ['-addext', 'basicConstraints=critical,CA:TRUE'], `/CN=Test authority ${name}`)
  }

  /** The file with the certificate of the authority. */
  get file(): string {
    return this.#path(this.#name, 'pem')
  }

  /** Makes a certificate for these alternative names, such as `DNS:localhost`; whom it is made out to is its name. */
  issue(name: string, alternativeNames: string): { cert: string; key: string } {
    const issuer = ['-CA', this.file, '-CAkey', this.#path(this.#name, 'key')]
    const extensions = ['basicConstraints=CA:FALSE', `subjectAltName=${alternativeNames}`]
    return this.#make(name, [...issuer, ...extensions.flatMap(text => ['-addext', text])], `/CN=${name}`)
  }

  #make(name: string, options: string[], subject: string): { cert: string; key: string } {
    const [cert, key] = [this.#path(name, 'pem'), this.#path(name, 'key')]
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key]
    const args = ['req', '-x509', ...newKey, '-out', cert, '-subj', subject, '-days', '2', ...options]
    execFileSync('openssl', args, { stdio: 'pipe' })
    for (const file of [cert, key]) this.#giveAway(file)
    return { cert, key }
  }

  /** Servers refuse a key that others can read. */
  #giveAway(file: string): void {
    chmodSync(file, 0o600)
    const { uid, gid } = this.#account
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid)
  }

  #path(name: string, type: 'pem' | 'key'): string {
    return join(this.#folder, `${name}.${type}`)
  }
}

/** Puts one certificate and its key in the place of another. */
export function replaceCertificate(
  place: { cert: string; key: string },
  by: { cert: string; key: string },
): void {
  writeFileSync(place.cert, readFileSync(by.cert))
  writeFileSync(place.key, readFileSync(by.key))
}
