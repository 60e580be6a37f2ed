import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { get, put } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

/** A document whose layout a parser would change. */
const documentOf = (id: string, more = '') =>
  `{"version":"1.0.0","id":"${id}","name":"\\u00e9","customProperties":[{"property":"p","value":[1.0,12345678901234567890,null]}]${more}}`

async function publishText(app: Server, id: string, text: string): Promise<void> {
  expect((await put(app, `/contracts/${id}/versions/1.0.0`, text)).body).toBe('')
}

describe('lines', () => {
  const ids = Array.from({ length: 450 }, (_, at) => `c${String(at).padStart(3, '0')}`)
  let app: Server
  beforeEach(async () => {
    app = await testApp()
    for (const id of ids) await publishText(app, id, documentOf(id))
  })

  const linesOf = async (url: string) => {
    const answer = await get(app, url)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    expect(answer.body === '' || answer.body.endsWith('\n')).toBe(true)
    return answer.body.split('\n').slice(0, -1)
  }

  test('of contracts are all of them, whatever the limit', async () => {
    const lines = await linesOf('/contracts?format=ndjson&limit=2')
    expect(lines.map(line => JSON.parse(line).contract_id)).toEqual(ids)
    expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('document')
    expect(await linesOf('/contracts?format=ndjson&offset=447')).toHaveLength(3)
    expect(await linesOf('/contracts?format=ndjson&q=c44*')).toHaveLength(10)
    expect(await linesOf('/contracts?format=ndjson&q=unheard')).toEqual([])
  })

  test('of a search are all hits, as on its pages', async () => {
    const lines = (await linesOf('/search?format=ndjson&sort=id')).map(line => JSON.parse(line))
    expect(lines.map(line => line.contract_id)).toEqual(ids)
    const page = (await get(app, '/search?sort=id&limit=200')).json<{ items: unknown[] }>()
    expect(lines.slice(0, 200)).toEqual(page.items)
  })

  test('have the documents byte for byte', async () => {
    for (const line of await linesOf('/contracts?format=ndjson&expand=document')) {
      const { contract_id } = JSON.parse(line)
      expect(line).toContain(`,"document":${(await get(app, `/contracts/${contract_id}/latest`)).body}}`)
    }
    const page = await get(app, '/contracts?expand=document&limit=1')
    expect(page.body).toContain(`"document":${(await get(app, '/contracts/c000/latest')).body}}`)
  })

  test('are not made for HEAD, and not of a malformed question', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/contracts?format=ndjson' })
    expect(head.statusCode).toBe(200)
    expect(head.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    expect(head.body).toBe('')
    for (const path of ['contracts', 'search'])
      expectProblem(await get(app, `/${path}?format=ndjson&q=%22`), 400, 'invalid-request')
  })
})

test('of a client that stops to read, no more is read from the store than fits on the way', async () => {
  const store = await openSqliteStore()
  let reads = 0
  const counting = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (name === 'versions') reads++
        return Reflect.apply(member, target, args)
      }
    },
  })
  const app = await testApp({ store: counting })
  const padding = `,"description":{"usage":"${'x'.repeat(40_000)}"}`
  // 40 MB in 22 reads; what is on the way holds a few MB at most
  for (let at = 0; at < 1000; at++) {
    const id = `c${String(at).padStart(4, '0')}`
    await publishText(app, id, documentOf(id, padding))
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const accepted = once(app.server, 'connection') as Promise<[Socket]>
  const socket = connect(port, '127.0.0.1')
  socket.pause()
  socket.write('GET /contracts?format=ndjson&expand=document HTTP/1.1\r\nhost: x\r\n\r\n')
  const [way] = await accepted
  await expect.poll(() => way.writableNeedDrain).toBe(true)
  // as long as nothing is taken from the way, whatever is read then is too much
  await delay(500)
  expect(reads).toBeLessThan(8)
  let received = 0
  socket.on('data', chunk => {
    received += chunk.length
    if (received > 40_000_000) socket.destroy()
  })
  socket.resume()
  await once(socket, 'close')
  expect(received).toBeGreaterThan(40_000_000)
  await store.close()
})
