import pino from 'pino'
import { onTestFinished } from 'vitest'
import { type AppParts, buildApp } from '../../src/app.ts'
import { authenticatorOf } from '../../src/commands/authenticator-of.ts'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import type { Config } from '../../src/config/schema.ts'
import type { Server } from '../../src/http/server.ts'
import { Metrics } from '../../src/metrics/metrics.ts'
import { documentWorkers } from './document-workers.ts'
import { openSqliteStore } from './sqlite-store.ts'

interface TestParts extends Partial<AppParts> {
  /** The one token with all rights. */
  readonly token?: string | undefined
  /** The section of the configuration about who is let in. */
  readonly auth?: Config['auth']
}

/** The HTTP service on an empty store in memory, closed when the test ends. Takes injected requests. */
export async function testApp({ token, auth = {}, ...parts }: TestParts = {}): Promise<Server> {
  const store = parts.store ?? (await openSqliteStore())
  const logger = pino({ level: 'silent' })
  const app = await buildApp({
    store,
    documents: documentWorkers,
    policy: defaultPolicy(),
    defaultStatuses: { statuses: undefined },
    authenticator: await authenticatorOf({ ...auth, ...(token !== undefined && { token }) }, logger),
    bodyLimit: 8 * 1024 * 1024,
    trustedProxies: [],
    metrics: new Metrics(),
    logger,
    ...parts,
  })
  onTestFinished(async () => {
    await app.close()
    if (!parts.store) await store.close()
  })
  return app
}
