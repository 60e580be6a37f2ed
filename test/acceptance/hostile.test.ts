/**
 * What hostile clients send, against a running service: it stays alive, answers others, and its memory stays flat. With
 * `DC43_TEST_HOSTILE=10` there is ten times as much of it.
 */
import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peakMemory, send, trickle, watchHealth } from '../support/hostile.ts'
import { type Service, startService } from '../support/service.ts'
import { ask, publishTo } from '../support/service-requests.ts'

const scale = Number(process.env.DC43_TEST_HOSTILE ?? 1)
const mebibyte = 1024 ** 2

/** No attack may make the process larger than this, in MiB; 110 of them it takes when it has nothing to do. */
const memoryBound = 1024

/** Nor keep a probe waiting while the service works longer than this, in milliseconds of its processor. */
const patience = 4000

describe.skipIf(!existsSync('/proc/self/status'))(
  'a service under attack',
  { timeout: 1_800_000 * scale },
  () => {
    let service: Service

    beforeAll(async () => {
      service = await startService({ env: { DC43_SERVER_LOG_LEVEL: 'warn' } })
    })
    afterAll(async () => {
      expect(await service.stop()).toBe(0)
    })

    const letters = [...'abcdefghi']
    const alias = letters
      .map((name, at) => `${name}: &${name} [${Array(9).fill(at === 0 ? 'lol' : `*${letters[at - 1]}`)}]`)
      .join('\n')
    const spaces = gzipSync(Buffer.alloc(200 * mebibyte, ' '))
    const manyValues = `{"tags":[${Array(2 * mebibyte - 4)
      .fill('[1]')
      .join(',')}]}`
    const zippedValues = gzipSync(manyValues)
    const oneString = `{"name":"${'x'.repeat(8 * mebibyte - 20)}"}`
    const gzip = { 'content-encoding': 'gzip' }

    test.each<[string, number, () => Promise<number>, number[]]>([
      ['alias bombs', 30, () => sized(alias, { 'content-type': 'application/yaml' }), [400, 503]],
      ['gzip bombs', 30, () => sized(spaces, gzip), [413, 503]],
      ['zipped documents of millions of values', 10, () => sized(zippedValues, gzip), [400, 503]],
      ['documents of millions of values', 10, () => sized(manyValues), [400, 503]],
      ['deep documents', 10, () => sized('['.repeat(8 * mebibyte - 1)), [400, 503]],
      ['large documents', 10, () => sized(oneString), [204, 503]],
      ['100 MB', 10, () => send(service, hundred(), { 'content-length': 100 * mebibyte }), [413]],
      ['100 MB in chunks', 10, () => send(service, hundred(), {}), [413, 503]],
    ])('by %s answers others, and refuses them', async (_, count, attack, expected) => {
      const health = watchHealth(service)
      const statuses = await Promise.all(Array.from({ length: count * scale }, attack))
      const { most, statuses: answered } = await health.stop()
      // a connection that is closed while a body is being sent may be lost before its answer is read
      // and on a busy machine a request may come too slowly
      expect([...expected, 0, 408]).toEqual(expect.arrayContaining([...new Set(statuses)]))
      expect(answered).toEqual([200])
      expect(most).toBeLessThan(patience)
      expect(peakMemory(service)).toBeLessThan(memoryBound)
    })

    test('by readers who want large documents as YAML answers others', async () => {
      const properties = Array.from({ length: 30_000 }, (_, at) => ({
        name: `field_${at}`,
        logicalType: 'string',
      }))
      expect(
        (await publishTo(service, 'large', '1.0.0', { schema: [{ name: 't', properties }] })).status,
      ).toBe(204)
      const health = watchHealth(service)
      const read = () =>
        fetch(`${service.url}/contracts/large/versions/1.0.0`, { headers: { accept: 'application/yaml' } })
      const answers = await Promise.all(Array.from({ length: 20 * scale }, async () => (await read()).text()))
      expect(new Set(answers).size).toBe(1)
      expect(answers[0]).toContain('name: field_29999')
      const { most, statuses } = await health.stop()
      expect(statuses).toEqual([200])
      expect(most).toBeLessThan(patience / 2)
    })

    test('by slow headers closes their connections', async () => {
      const impatient = await startService({ env: { DC43_SERVER_HEADERS_TIMEOUT: '1' } })
      const start = 'GET /health HTTP/1.1\r\nHost: h\r\nX-Slow: '
      const answers = await Promise.all(
        Array.from({ length: 100 * scale }, () => trickle(impatient, start, 200)),
      )
      // what is sent while a connection is being closed may lose the answer
      expect(answers.every(answer => answer === '' || answer.startsWith('HTTP/1.1 408'))).toBe(true)
      expect(answers.some(answer => answer.startsWith('HTTP/1.1 408'))).toBe(true)
      expect((await ask(impatient, '/health')).status).toBe(200)
      expect(await impatient.stop()).toBe(0)
    })

    test('by floods of header fields refuses them', async () => {
      const many = Array.from({ length: 5000 }, (_, at) => `X-${at}: y\r\n`).join('')
      const large = `X: ${'x'.repeat(100_000)}\r\n`
      for (const fields of [many, large]) {
        const start = `GET /health HTTP/1.1\r\nHost: h\r\n${fields}\r\n`
        const answers = await Promise.all(
          Array.from({ length: 20 * scale }, () => trickle(service, start, 5000)),
        )
        expect(answers.every(answer => answer === '' || answer.startsWith('HTTP/1.1 431'))).toBe(true)
      }
      expect(peakMemory(service)).toBeLessThan(memoryBound)
    })

    test('is as good as new afterwards', async () => {
      expect((await publishTo(service, 'after', '1.0.0')).status).toBe(204)
      expect((await ask(service, '/health/ready')).status).toBe(200)
    })

    function sized(body: string | Buffer, headers: Record<string, string> = {}): Promise<number> {
      return send(service, [body], { 'content-length': Buffer.byteLength(body), ...headers })
    }

    function hundred(): Buffer[] {
      return Array(100).fill(Buffer.alloc(mebibyte, ' '))
    }
  },
)

test('more connections than are allowed are closed, and those there are go on', async () => {
  const service = await startService({
    env: { DC43_SERVER_MAX_CONNECTIONS: '5', DC43_SERVER_HEADERS_TIMEOUT: '1' },
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => trickle(service, 'GET ', 300)))
  expect(answers.filter(answer => answer === '').length).toBeGreaterThanOrEqual(10)
  expect((await ask(service, '/health')).status).toBe(200)
  expect(await service.stop()).toBe(0)
})
