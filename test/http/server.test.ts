import { describe, expect, test } from 'vitest'
import { breakOff, exchange, statusesIn } from '../support/raw-exchange.ts'
import { publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const head = 'Host: h\r\n'
const putHead = `PUT /contracts/a/versions/1 HTTP/1.1\r\n${head}Content-Type: application/json\r\n`

describe('what is no HTTP/1.1 request', () => {
  test.each([
    ['rubbish', 'hello\r\n\r\n', 400],
    ['a lower-case method', `get /health HTTP/1.1\r\n${head}\r\n`, 400],
    ['bytes outside ASCII in the path', `GET /contracts/\xe9/latest HTTP/1.1\r\n${head}\r\n`, 400],
    ['a space in the path', `GET /contracts/a b/latest HTTP/1.1\r\n${head}\r\n`, 400],
    ['two lengths', `${putHead}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    [
      'a length and chunks',
      `${putHead}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      400,
    ],
    ['a negative length', `${putHead}Content-Length: -2\r\n\r\n{}`, 400],
    ['an unknown transfer coding', `${putHead}Transfer-Encoding: gzip\r\n\r\n{}`, 400],
    ['broken chunks', `${putHead}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
    ['a NUL in a field', `GET /health HTTP/1.1\r\n${head}X: a\0b\r\n\r\n`, 400],
    ['a folded field', `GET /health HTTP/1.1\r\n${head}X: a\r\n b\r\n\r\n`, 400],
    ['no Host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['line feeds alone', 'GET /health HTTP/1.1\nHost: h\n\n', 400],
    ['a header of 20 kB', `GET /health HTTP/1.1\r\n${head}X: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a path of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${head}\r\n`, 431],
  ])('with %s is refused as a problem, and stores nothing', async (_, request, status) => {
    const app = await testApp()
    const answer = await exchange(app, request)
    expect(statusesIn(answer)).toEqual([status])
    expect(answer).toContain('content-type: application/problem+json')
    expect(answer).toMatch(/^x-request-id: ./m)
    const problem: unknown = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
    expect(problem).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.stringMatching(/\S/),
      code: 'invalid-request',
    })
    expect((await app.inject('/contracts')).json()).toMatchObject({ total: 0 })
  })
})

describe('a request', () => {
  test.each([
    ['an absolute target', `GET http://elsewhere/health HTTP/1.1\r\n${head}\r\n`, [200]],
    [
      'a body that GET has no use for, and another request',
      `GET /health HTTP/1.1\r\n${head}Content-Length: 5\r\n\r\nhelloGET /health HTTP/1.1\r\n${head}\r\n`,
      [200, 200],
    ],
    [
      'a body that looks like a request',
      `GET /health HTTP/1.1\r\n${head}Content-Length: 35\r\n\r\nDELETE /health HTTP/1.1\r\nHost: h\r\n\r\n`,
      [200],
    ],
    ['others behind it', `GET /health HTTP/1.1\r\n${head}\r\n`.repeat(3), [200, 200, 200]],
    ['a body in chunks', `${putHead}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`, [204]],
    [
      'an expectation of 100 Continue',
      `${putHead}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`,
      [100, 204],
    ],
    [
      'a demand for another protocol',
      `GET /health HTTP/1.1\r\n${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      [200],
    ],
    ['an expectation nobody knows', `GET /health HTTP/1.1\r\n${head}Expect: the unexpected\r\n\r\n`, [200]],
    ['no Host in HTTP/1.0', 'GET /health HTTP/1.0\r\n\r\n', [200]],
    ['dots in its path, which are names here', `GET /contracts/../latest HTTP/1.1\r\n${head}\r\n`, [404]],
    [
      'a length over the limit, though the body is short',
      `${putHead}Content-Length: 99999999999\r\n\r\n{}`,
      [413],
    ],
  ])('may have %s', async (_, request, wanted) => {
    expect(statusesIn(await exchange(await testApp(), request))).toEqual(wanted)
  })

  test.each([
    ['a body shorter than its length', `${putHead}Content-Length: 20\r\n\r\n{}`],
    ['chunks without an end', `${putHead}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`],
    ['a header without an end', 'PUT /contracts/a/versions/1 HTTP/1.1\r\nHost: h'],
  ])('that breaks off with %s stores nothing', async (_, request) => {
    const app = await testApp()
    await breakOff(app, request)
    expect((await app.inject('/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('is not fooled by a second Content-Type', async () => {
    const app = await testApp()
    const answer = await exchange(
      app,
      `${putHead}Content-Type: application/yaml\r\nContent-Length: 7\r\n\r\nname: a`,
    )
    expect(statusesIn(answer)).toEqual([400])
  })

  test('may have its If-None-Match in several fields', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const etag = String((await app.inject('/contracts/a/latest')).headers.etag)
    const request = `GET /contracts/a/latest HTTP/1.1\r\n${head}If-None-Match: "x"\r\nIf-None-Match: ${etag}\r\n\r\n`
    expect(statusesIn(await exchange(app, request))).toEqual([304])
  })
})
