import type { Credentials } from './credentials.ts'

/** How often the files of secrets are looked at, in milliseconds. Orchestrators replace them without a signal. */
const lookInterval = 2000

/** Renews the credentials on SIGHUP, and when a file of a secret has changed. Ends with what it returns. */
export function watchCredentials(credentials: Credentials, hasFiles: boolean): () => void {
  const renew = () => void credentials.renew()
  process.on('SIGHUP', renew)
  const timer = hasFiles ? setInterval(() => void credentials.renewIfChanged(), lookInterval) : undefined
  timer?.unref()
  return () => {
    process.off('SIGHUP', renew)
    clearInterval(timer)
  }
}
