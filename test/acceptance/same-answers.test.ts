import { Agent, request } from 'node:http'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Call, httpScript } from '../support/http-script.ts'
import { liveServers } from '../support/live-servers.ts'
import { type Service, startService } from '../support/service.ts'
import { untilReady } from '../support/service-requests.ts'

const script = httpScript()

/** An answer as it came over the wire, but for the time at which it was given. */
interface WireAnswer {
  readonly call: string
  readonly status: number | undefined
  /** Names and values in turn. */
  readonly headers: readonly string[]
  readonly body: string
}

/** Sends the script, one request after the other. */
async function answersOf(service: Service): Promise<WireAnswer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answers: WireAnswer[] = []
  let etag = '""'
  for (const call of script) {
    const answer = await send(service, call, etag, agent)
    etag = headerOf(answer, 'etag') ?? etag
    answers.push(answer)
  }
  agent.destroy()
  return answers
}

function send(service: Service, call: Call, etag: string, agent: Agent): Promise<WireAnswer> {
  const { method, path, body } = call
  const given = Object.entries(call.headers ?? {})
  const headers = Object.fromEntries(given.map(([name, value]) => [name, value.replace('{{etag}}', etag)]))
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const isWhole = headers['content-length'] === undefined
  const options = {
    port: service.port,
    host: '127.0.0.1',
    method,
    path,
    headers: { ...length, ...headers },
    agent,
  }
  return new Promise((resolve, reject) => {
    const sent = request(options, async message => {
      const chunks: Buffer[] = []
      for await (const chunk of message) chunks.push(chunk)
      if (!isWhole) sent.destroy()
      resolve({
        call: `${method} ${path.slice(0, 200)} ${JSON.stringify(headers)}`,
        status: message.statusCode,
        headers: withoutDate(message.rawHeaders),
        // how far the index is behind depends on the moment
        body: Buffer.concat(chunks)
          .toString('latin1')
          .replace(/"index_lag":\d+/, '"index_lag":0'),
      })
    })
    sent.on('error', reject)
    if (isWhole) sent.end(body)
    else sent.write(body)
  })
}

/** The length of an answer is that of its body, which is compared; a number in it may have another length. */
const varying = new Set(['date', 'x-request-id', 'content-length'])

function withoutDate(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !varying.has(headers[at - (at % 2)]?.toLowerCase() ?? ''))
}

function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  const at = headers.findIndex((header, index) => index % 2 === 0 && header.toLowerCase() === name)
  return at === -1 ? undefined : headers[at + 1]
}

async function answersWith(dsn: string | undefined): Promise<WireAnswer[]> {
  const service = await startService(dsn === undefined ? {} : { env: { DC43_CONTRACT_STORE_DSN: dsn } })
  try {
    await untilReady(service)
    return await answersOf(service)
  } finally {
    await service.stop()
  }
}

describe('the same requests', () => {
  let onSqlite: WireAnswer[] = []
  beforeAll(async () => {
    onSqlite = await answersWith(undefined)
  })

  test('are many, and meet every kind of answer but those of a service in trouble', () => {
    expect(script.length).toBeGreaterThan(300)
    const statuses = new Set(onSqlite.map(answer => answer.status))
    expect([...statuses].sort()).toEqual([200, 204, 304, 307, 400, 404, 405, 409, 413, 415])
  })

  for (const { name, isThere, create } of liveServers) {
    test.skipIf(!isThere)(`are answered on ${name} byte for byte as on SQLite`, async () => {
      const database = await create()
      onTestFinished(() => database.drop())
      const answers = await answersWith(database.dsn)
      for (const [at, answer] of answers.entries()) expect(answer, `request ${at}`).toEqual(onSqlite[at])
      expect(answers).toHaveLength(script.length)
    })
  }
})
