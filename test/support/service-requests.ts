import { expect } from 'vitest'
import { patience } from './patient.ts'
import { versionPath } from './requests.ts'
import type { Service } from './service.ts'

/** An answer that was read to its end. */
export interface Answer {
  /** 0 when there was none: the connection was refused or broken, or it took too long. */
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

/** Asks a running service. What takes too long even for a busy machine counts as none. */
export async function ask(service: Service, path: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(service.url + path, { ...init, signal: AbortSignal.timeout(patience) })
    const text = await answer.text()
    const retryAfter = answer.headers.get('retry-after')
    return { status: answer.status, text, retryAfter }
  } catch (error) {
    return { status: 0, text: String(error), retryAfter: null }
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

/** Publishes a version, again where a busy machine takes longer than the service waits. */
export async function publishAtLast(
  service: Service,
  id: string,
  version: string,
  members: object = {},
): Promise<void> {
  await service.until(async () => {
    const { status, text } = await publishTo(service, id, version, members)
    return status === 204 || `${status} ${text}`
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
  await service.until(async () => {
    const answer = await ask(service, '/health/ready')
    return answer.status === 200 || `not ready: ${answer.text}\n${service.stdout().slice(-2000)}`
  })
}

/** Waits until as many requests, beside that which asks for it, have reached a running service and are not answered yet. */
export async function untilUnderWay(service: Service, count: number): Promise<void> {
  const inFlight = /^dc43_registry_http_requests_in_flight (\d+)$/m
  await service.until(async () => {
    const others = Number(inFlight.exec((await ask(service, '/metrics')).text)?.[1]) - 1
    return others >= count || `${others} requests are under way`
  })
}

interface LogLine {
  readonly level: number
  readonly msg: string
  /** The path of the request it is about. */
  readonly path?: string
}

/** Waits until a running service has printed something. */
export async function untilLogged(service: Service, text: string): Promise<void> {
  await service.until(() => service.stdout().includes(text) || `not logged: ${text}\n${service.stdout()}`)
}

/** What a running service has logged so far. */
export function logOf(service: Service): LogLine[] {
  const lines = service.stdout().trim().split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as LogLine)
}
