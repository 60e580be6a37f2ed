import pino from 'pino'
import { onTestFinished } from 'vitest'
import { type AppParts, buildApp } from '../../src/app.ts'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import type { Server } from '../../src/http/server.ts'
import { Metrics } from '../../src/metrics/metrics.ts'
import { openSqliteStore } from './sqlite-store.ts'

/** The HTTP service on an empty store in memory, closed when the test ends. Takes injected requests. */
export async function testApp(parts: Partial<AppParts> = {}): Promise<Server> {
  const store = parts.store ?? (await openSqliteStore())
  const app = await buildApp({
    store,
    policy: defaultPolicy(),
    defaultStatuses: undefined,
    token: undefined,
    bodyLimit: 8 * 1024 * 1024,
    trustedProxies: [],
    metrics: new Metrics(),
    logger: pino({ level: 'silent' }),
    ...parts,
  })
  onTestFinished(async () => {
    await app.close()
    if (!parts.store) await store.close()
  })
  return app
}
