import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { versionPath } from './requests.ts'
import type { Service } from './service.ts'

/** An answer that was read to its end, and how long that took. */
export interface Answer {
  /** 0 when there was none: the connection was refused or broken, or ten seconds went by. */
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
  readonly milliseconds: number
}

/** Asks a running service. An answer that takes more than ten seconds counts as none. */
export async function ask(service: Service, path: string, init: RequestInit = {}): Promise<Answer> {
  const begin = performance.now()
  const elapsed = () => performance.now() - begin
  try {
    const answer = await fetch(service.url + path, { ...init, signal: AbortSignal.timeout(60_000) })
    const text = await answer.text()
    const retryAfter = answer.headers.get('retry-after')
    return { status: answer.status, text, retryAfter, milliseconds: elapsed() }
  } catch (error) {
    return { status: 0, text: String(error), retryAfter: null, milliseconds: elapsed() }
  }
}

/** Publishes a contract version through a running service. */
export function publishTo(service: Service, id: string, version: string, members: object = {}) {
  return ask(service, versionPath(id, version), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, version, ...members }),
  })
}

/** Reads a contract version from a running service. */
export function readFrom(service: Service, id: string, version: string): Promise<Answer> {
  return ask(service, versionPath(id, version))
}

/** An answer 503 as this service gives it: a problem, with the time after which to ask again. */
export function expectUnavailable(answer: Answer): void {
  expect(answer.status, answer.text).toBe(503)
  expect(answer.retryAfter).toMatch(/^\d+$/)
  const problem = JSON.parse(answer.text) as { code: string }
  expect(problem.code).toMatch(/^store-(busy|unavailable)$/)
}

/** Waits until a running service is ready. */
export async function untilReady(service: Service): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await ask(service, '/health/ready')
    if (answer.status === 200) return
    if (Date.now() > deadline) throw new Error(`not ready: ${answer.text}\n${service.stdout().slice(-2000)}`)
    await delay(30)
  }
}

interface LogLine {
  readonly level: number
  readonly msg: string
  /** The path of the request it is about. */
  readonly path?: string
}

/** What a running service has logged so far. */
export function logOf(service: Service): LogLine[] {
  const lines = service.stdout().trim().split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as LogLine)
}
