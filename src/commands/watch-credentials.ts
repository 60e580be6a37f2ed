import type { Credentials } from './credentials.ts'
import type { HangUps } from './signals.ts'

/** How often the files of secrets are checked, in milliseconds. Orchestrators replace them without a signal. */
const lookInterval = 2000

/** Renews the credentials on SIGHUP, and when a file of a secret has changed. The result stops it. */
export function watchCredentials(credentials: Credentials, hangUps: HangUps, hasFiles: boolean): () => void {
  hangUps.listen(() => void credentials.renew())
  const timer = hasFiles ? setInterval(() => void credentials.renewIfChanged(), lookInterval) : undefined
  timer?.unref()
  return () => {
    hangUps.listen(() => undefined)
    clearInterval(timer)
  }
}
