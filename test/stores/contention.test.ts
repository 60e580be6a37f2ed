import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { get, post, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { engines, quoted, type SharedStorage } from '../support/storages.ts'
import { tagOf } from '../support/tags.ts'
import { testApp } from '../support/test-app.ts'

const writers = 50

interface Event {
  readonly sequence: number
  readonly time: string
  readonly operation: string
  readonly contract_id: string
  readonly version: string
  readonly revision: number
  readonly fingerprint_before: string | null
  readonly fingerprint_after: string | null
  readonly request_id: string | null
}

describe.each(engines)('on $name, through two instances,', engine => {
  describe.skipIf(!engine.isThere)('at once', () => {
    let storage: SharedStorage
    let stores: ContractStore[]

    beforeEach(async () => {
      storage = await engine.create()
      stores = [await storage.open(), await storage.open()]
    })
    afterEach(async () => {
      await Promise.all(stores.map(store => store.close()))
      await storage.remove()
    })

    async function instances(): Promise<[Server, Server]> {
      const [one, two] = await Promise.all(stores.map(store => testApp({ store })))
      if (!one || !two) throw new Error('there are not two stores')
      return [one, two]
    }

    test('exactly one of 50 writers with If-Match wins each round', async () => {
      const apps = await instances()
      const url = versionPath('a', '1.0.0')
      await publish(apps[0], 'a', '1.0.0', { status: 'draft', name: 'start' })
      for (let round = 0; round < 5; round++) {
        const tag = await tagOf(apps[round % 2] ?? apps[0], 'a', '1.0.0')
        const answers = await Promise.all(
          Array.from({ length: writers }, (_, writer) => {
            const app = apps[writer % 2] ?? apps[0]
            const headers = { 'if-match': tag }
            const kind = (writer + round) % 5
            if (kind === 0)
              return putStatus(
                app,
                'a',
                '1.0.0',
                { status: 'draft', sunset: `20${30 + writer}-01-01T00:00:00Z` },
                headers,
              )
            const name = `round ${round} writer ${writer}`
            return put(app, url, { version: '1.0.0', id: 'a', status: 'draft', name }, headers)
          }),
        )
        const won = answers.filter(({ statusCode }) => statusCode < 300)
        expect(answers.map(({ statusCode }) => statusCode).filter(code => code >= 300)).toEqual(
          Array(writers - 1).fill(412),
        )
        expect(won[0]?.headers.etag).toBe(await tagOf(apps[0], 'a', '1.0.0'))
      }
      expect((await get(apps[1], '/contracts/a/history')).json().items).toHaveLength(6)
    })

    test('exactly one of 50 writers with If-None-Match creates, also after a deletion', async () => {
      const apps = await instances()
      const url = versionPath('a', '1.0.0')
      for (let round = 0; round < 3; round++) {
        const answers = await Promise.all(
          Array.from({ length: writers }, (_, writer) =>
            put(
              apps[writer % 2] ?? apps[0],
              url,
              { version: '1.0.0', id: 'a', name: `${writer}` },
              { 'if-none-match': '*' },
            ),
          ),
        )
        const codes = answers.map(({ statusCode }) => statusCode).sort()
        expect(codes).toEqual([204, ...Array(writers - 1).fill(412)])
        const deletions = await Promise.all([remove(apps[0], url), remove(apps[1], url)])
        expect(deletions.map(({ statusCode }) => statusCode).sort()).toEqual([204, 404])
      }
      const { items } = (await get(apps[0], '/contracts/a/history')).json()
      expect(items.map(({ revision }: Event) => revision)).toEqual([1, 2, 3, 4, 5, 6])
    })

    test('no publisher of a version fails or is lost, and the latest never goes back', async () => {
      const apps = await instances()
      let isDone = false
      const readers = Array.from({ length: 4 }, async (_, reader) => {
        let highest = -1
        for (let isLast = false; !isLast; ) {
          // once more when all is written
          isLast = isDone
          const app = apps[reader % 2] ?? apps[0]
          const answer =
            reader < 2
              ? await get(app, '/contracts/a/latest')
              : await get(app, '/contracts/a/latest?selector=^1&status=none')
          if (highest >= 0 || answer.statusCode !== 404) {
            expect(answer.statusCode, answer.body).toBe(200)
            const minor = Number(String(answer.headers['dc43-contract-version']).split('.')[1])
            expect(minor).toBeGreaterThanOrEqual(highest)
            highest = minor
          }
          await delay(1)
        }
        return highest
      })
      const answers = await Promise.all(
        Array.from({ length: writers }, (_, minor) => {
          const version = `1.${(minor * 7) % writers}.0`
          return put(apps[minor % 2] ?? apps[0], versionPath('a', version), { version, id: 'a' })
        }),
      )
      isDone = true
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(writers).fill(204))
      expect(await Promise.all(readers)).toEqual(Array(4).fill(writers - 1))
      const versions = Array.from({ length: writers }, (_, minor) => `1.${minor}.0`)
      expect((await get(apps[0], '/contracts/a/versions')).json()).toEqual(versions)
      expect((await get(apps[1], '/contracts/a/history?limit=1000')).json().items).toHaveLength(writers)
    })

    test('a reader that polls the history misses nothing, and sees numbers ascend', async () => {
      const apps = await instances()
      let isDone = false
      const poll = async (reader: number) => {
        const seen: Event[] = []
        for (let isLast = false; ; ) {
          const after = seen.at(-1)?.sequence ?? 0
          const answer = await get(apps[reader % 2] ?? apps[0], `/history?after=${after}&limit=20`)
          expect(answer.statusCode, answer.body).toBe(200)
          const items: Event[] = answer.json().items
          for (const event of items) {
            expect(event.sequence).toBeGreaterThan(seen.at(-1)?.sequence ?? 0)
            seen.push(event)
          }
          if (items.length === 0 && isLast) return seen
          isLast = isDone
          await delay(1)
        }
      }
      const polls = [poll(0), poll(1)]
      const ids: string[] = []
      const write = async (writer: number) => {
        const app = apps[writer % 2] ?? apps[0]
        for (let round = 0; round < 8; round++) {
          const id = `w${writer}r${round}`
          ids.push(id)
          // some contracts are one writer's own, one is everybody's
          const contract = writer < 10 ? 'shared' : `c${writer}`
          const answer = await put(
            app,
            versionPath(contract, `1.${writer % 5}.0`),
            { version: `1.${writer % 5}.0`, id: contract, name: id },
            { 'x-request-id': id },
          )
          expect(answer.statusCode, answer.body).toBe(204)
        }
      }
      await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)))
      isDone = true
      const [one, two] = await Promise.all(polls)
      expect(one?.map(event => event.request_id).sort()).toEqual(ids.sort())
      expect(two).toEqual(one)
      expectChains(one ?? [])
    })

    test('another program writes the same rows, and its writes enter the history as external', async () => {
      const apps = await instances()
      const rows = ['1.0.0', '2.0.0', '3.0.0']
      for (const version of rows) await publish(apps[0], 'a', version, { name: 'ours' })
      const overwrite = async (round: number) => {
        const { version = '' } = { version: rows[round % rows.length] }
        const { json, fingerprint } = jsonVersion('a', version, { name: `theirs ${round}` })
        await storage.execute(
          `update contracts set json = ${quoted(json)}, fingerprint = ${quoted(fingerprint)} where contract_id = 'a' and version = ${quoted(version)}`,
        )
        const inserted = jsonVersion('b', `1.${round}.0`)
        await storage.execute(
          `insert into contracts (contract_id, version, name, json, fingerprint) values ('b', '1.${round}.0', 'b', ${quoted(inserted.json)}, ${quoted(inserted.fingerprint)})`,
        )
      }
      const work = async (writer: number) => {
        const app = apps[writer % 2] ?? apps[0]
        for (let round = 0; round < 10; round++) {
          const version = rows[(writer + round) % rows.length] ?? ''
          const name = `w${writer} ${round}`
          const answers = [
            await put(app, versionPath('a', version), { version, id: 'a', name }),
            await get(app, versionPath('a', version)),
            await get(app, '/contracts/a/latest?selector=*'),
            await post(app, '/contracts/resolve', [{ contract_id: 'a' }]),
            await get(app, '/history?limit=1&order=newest'),
          ]
          for (const answer of answers) expect(answer.statusCode, answer.body).toBeLessThan(300)
          expect(answers[3]?.json()[0].problem).toBeUndefined()
        }
      }
      const others = async () => {
        for (let round = 0; round < 20; round++) await overwrite(round)
      }
      await Promise.all([others(), ...Array.from({ length: 6 }, (_, writer) => work(writer))])
      const { items } = (await get(apps[1], '/history?limit=1000')).json() as { items: Event[] }
      expectChains(items)
      const external = items.filter(event => event.operation === 'external')
      expect(external.filter(event => event.contract_id === 'b')).toHaveLength(20)
      expect(external.some(event => event.contract_id === 'a')).toBe(true)
      for (const version of rows) {
        const read = await get(apps[0], versionPath('a', version))
        const last = items.findLast(event => event.contract_id === 'a' && event.version === version)
        expect(last?.fingerprint_after).toBe(read.headers['dc43-fingerprint'])
      }
      expect((await get(apps[0], '/contracts/b/versions')).json()).toHaveLength(20)
    })

    test('whatever is asked of one version at once, nothing fails and its history is whole', async () => {
      const apps = await instances()
      const url = versionPath('a', '1.0.0')
      const ask = (at: number) => {
        const app = apps[at % 2] ?? apps[0]
        const body = { version: '1.0.0', id: 'a', status: 'draft', name: `${at % 3}` }
        const asked = [
          () => put(app, url, body),
          () => put(app, url, body),
          () => putStatus(app, 'a', '1.0.0', { status: at % 4 < 2 ? 'proposed' : 'draft' }),
          () => remove(app, url),
          () => get(app, url),
          () => get(app, '/contracts/a'),
          () => get(app, `${url}?as_of=${new Date().toISOString()}`),
        ]
        return asked[at % asked.length]?.()
      }
      const answers = await Promise.all(Array.from({ length: 210 }, (_, at) => ask(at)))
      for (const answer of answers) expect([200, 204, 404, 409]).toContain(answer?.statusCode)
      const { items } = (await get(apps[0], '/history?limit=1000')).json() as { items: Event[] }
      expectChains(items)
    })
  })
})

/** Of each version every event begins where the one before it has ended, and the order of numbers is that of times. */
function expectChains(events: readonly Event[]): void {
  const byVersion = Map.groupBy(events, event => `${event.contract_id} ${event.version}`)
  for (const chain of byVersion.values()) {
    expect(chain.map(event => event.revision)).toEqual(chain.map((_, at) => at + 1))
    expect(chain.map(event => event.fingerprint_before)).toEqual([
      null,
      ...chain.slice(0, -1).map(event => event.fingerprint_after),
    ])
  }
  const byContract = Map.groupBy(events, event => event.contract_id)
  for (const chain of byContract.values()) {
    const times = chain.map(event => event.time)
    expect(times).toEqual(times.toSorted())
  }
}
