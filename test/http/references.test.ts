import { describe, expect, test } from 'vitest'
import { locationOf } from '../../src/http/representations/location.ts'
import { prefixingProxy } from '../support/prefixing-proxy.ts'
import { publish, putStatus, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

/** Names with what URLs have a meaning for. */
const names = ['sales.orders', 'a/b', 'urn:x:y', 'a b', '50%', 'été', 'a?b#c', '...', 'versions', '%2F']

/** The service alone and behind a prefix, and what both have. */
async function places() {
  const app = await testApp()
  for (const name of names) {
    await publish(app, name, '1.0.0', { status: 'active', schema: [{ name: 'orders' }] })
    await publish(app, name, name, { status: 'active' })
    await putStatus(app, name, '1.0.0', { status: 'deprecated', successor: name })
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const alone = `http://127.0.0.1:${port}`
  return [alone, await prefixingProxy(port, '/registry'), await prefixingProxy(port, '/a/b%20c')]
}

async function documentAt(url: URL) {
  const answer = await fetch(url)
  expect(answer.status, url.href).toBe(200)
  return answer.json()
}

describe('where answers lead to, behind a prefix as without one', () => {
  test('is the version that was read, written, or comes next', async () => {
    for (const root of await places()) {
      for (const name of names) {
        const version = versionPath(name, '1.0.0')
        const id = encodeURIComponent(name)
        for (const path of [
          version,
          `${version}/`,
          `${version}?revision=2`,
          `/contracts/${id}/latest?selector=1.0.0`,
          `/contracts/${id}/latest/?status=deprecated,a/b`,
          version
            .replaceAll('%2F', '%2f')
            .replaceAll('s', '%73')
            .replace('/contract%73/', '/contracts/')
            .replace('/ver%73ion%73/', '/versions/'),
        ]) {
          const url = root + path
          const answer = await fetch(url)
          expect(answer.status, url).toBe(200)
          const read = new URL(answer.headers.get('content-location') ?? '', url)
          expect(read.href, path).toBe(new URL(root + version).href)
          expect(await documentAt(read)).toMatchObject({ id: name, version: '1.0.0' })
          const [, successor = ''] =
            /^<(.*)>; rel="successor-version"$/.exec(answer.headers.get('link') ?? '') ?? []
          expect(await documentAt(new URL(successor, url))).toMatchObject({ id: name, version: name })
        }
        const url = `${root}${versionPath(name, '2.0.0')}`
        const headers = { 'content-type': 'application/json' }
        const written = await fetch(url, { method: 'PUT', headers, body: '{"status":"draft"}' })
        expect(written.status).toBe(204)
        const location = new URL(written.headers.get('content-location') ?? '', url)
        expect(await documentAt(location)).toMatchObject({ id: name, version: '2.0.0' })
        expect((await fetch(location, { method: 'DELETE' })).status).toBe(204)
      }
    }
  })

  test.each([
    '/contracts?limit=2',
    '/contracts/?limit=2&expand=summary&cursor=',
    '/search?limit=3&versions=all&status=active',
    '/history?limit=5',
    '/contracts/sales.orders/history/?limit=1&order=newest',
    '/fields?limit=1',
  ])('is the next page of %s', async start => {
    const pages: string[][] = []
    for (const root of await places()) {
      const items: unknown[] = []
      for (let url: URL | undefined = new URL(root + start); url; ) {
        const answer: Response = await fetch(url)
        expect(answer.status, url.href).toBe(200)
        items.push(...((await answer.json()) as { items: unknown[] }).items)
        const [, next]: (string | undefined)[] =
          /^<(.*)>; rel="next"$/.exec(answer.headers.get('link') ?? '') ?? []
        url = next === undefined ? undefined : new URL(next, url)
      }
      pages.push(items.map(item => JSON.stringify(item)))
    }
    expect(pages[0]?.length).toBeGreaterThanOrEqual(3)
    for (const page of pages) expect(page).toEqual(pages[0])
  })

  test('is the documentation, its files and the API it describes', async () => {
    for (const root of await places()) {
      const front = await fetch(`${root}/`)
      expect([front.status, front.url]).toEqual([200, `${root}/docs`])
      for (const page of [`${root}/docs`, `${root}/docs/`]) {
        const html = await (await fetch(page)).text()
        const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(
          ([, file = '']) => new URL(file, page),
        )
        expect(files.length).toBeGreaterThan(4)
        for (const file of files) expect((await fetch(file)).status, file.href).toBe(200)
        // as the script of the page makes it
        const described = new URL('../openapi.json', page.endsWith('/') ? page : `${page}/`)
        await expectServer(described, root)
      }
      for (const name of ['openapi.json', 'docs/json']) await expectServer(new URL(`${root}/${name}`), root)
      const old = await fetch(`${root}/docs/static/index.html`)
      expect([old.status, old.url]).toEqual([200, `${root}/docs/`])
    }
  })
})

/** Whether the first server of a description is where the service is (OpenAPI 3.1: relative to the description). */
async function expectServer(description: URL, root: string): Promise<void> {
  const answer = await fetch(description)
  const { servers } = (await answer.json()) as { servers: { url: string }[] }
  const server = new URL(servers[0]?.url ?? '', answer.url).href.replace(/\/$/, '')
  expect(server, description.href).toBe(root)
  expect((await fetch(`${server}/contracts`)).status).toBe(200)
}

test.each([
  ['/contracts/a/versions/1', '1'],
  ['/contracts/a/versions/1/', '../1'],
  ['/contracts/a/versions/1/status?x=/', '../1'],
  ['/contracts/a/latest', 'versions/1'],
  ['/contracts/b/latest', '../a/versions/1'],
  ['/', 'contracts/a/versions/1'],
])('from %s a version is at %s', (originalUrl, reference) => {
  expect(locationOf({ originalUrl }, { contractId: 'a', version: '1' })).toBe(reference)
})
