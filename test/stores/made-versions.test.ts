import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { liveServers } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'

/** A way to a server that ends a connection in the place of the answer to what has some text in it. */
async function startWay(host: string, port: number, text: string) {
  const ended: string[] = []
  const sockets = new Set<Socket>()
  const way = createServer(near => {
    const far = connect({ host, port })
    for (const socket of [near, far]) {
      sockets.add(socket)
      const end = () => {
        near.destroy()
        far.destroy()
      }
      socket.on('error', () => undefined).on('close', end)
    }
    let isAsked = false
    near.on('data', asked => {
      isAsked ||= ended.length === 0 && asked.includes(text)
      far.write(asked)
    })
    far.on('data', answer => {
      if (!isAsked) return near.write(answer)
      ended.push(text)
      return near.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(way, 'listening')
  onTestFinished(() => {
    way.close()
    for (const socket of sockets) socket.destroy()
  })
  return { port: (way.address() as { port: number }).port, ended }
}

describe.each(liveServers)('on $name', ({ name, isThere, create }) => {
  test.skipIf(!isThere)(
    'a publication whose answer is lost is there once, and its writer is told so',
    async () => {
      const database = await create()
      onTestFinished(() => database.drop())
      const dsn = new URL(database.dsn)
      const { port, ended } = await startWay(dsn.hostname, Number(dsn.port), 'unanswered')
      dsn.host = `127.0.0.1:${port}`
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn.href })
      onTestFinished(() => store.close())
      for (const at of [0, 1, 2]) await publish(store, jsonVersion('a', `1.0.${at}`))
      const version = jsonVersion('a', '2.0.0', { name: 'unanswered' })
      const outcome = await store.change(
        version,
        // as If-None-Match does
        async ({ stored }) => {
          if (stored) throw new Error('it is there already')
          return { operation: 'publish', version }
        },
        { caller: 'alice', reason: undefined, requestId: 'r1' },
      )
      expect(ended).toEqual(['unanswered'])
      expect(outcome).toMatchObject({ before: undefined, after: { revision: 1, createdBy: 'alice' } })
      const events = await store.history({ contractId: 'a', version: '2.0.0', order: 'newest', limit: 10 })
      expect(events.map(({ revision, operation }) => [revision, operation])).toEqual([[1, 'create']])
      await publish(store, jsonVersion('a', '3.0.0'))
    },
  )

  // elsewhere times are those of locks
  test.skipIf(!isThere || name === 'SQL Server')(
    'versions that are made one after the other have events in this order',
    async () => {
      const database = await create()
      onTestFinished(() => database.drop())
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
      onTestFinished(() => store.close())
      // however fast the machine is
      vi.useFakeTimers({ toFake: ['Date'] })
      onTestFinished(() => void vi.useRealTimers())
      const ids = ['c', 'a', 'd', 'b']
      for (const id of ids) await publish(store, jsonVersion(id, '1.0.0'))
      const events = await store.history({ order: 'oldest', limit: 10 })
      expect(events.map(({ contractId }) => contractId)).toEqual(ids)
    },
  )

  test.skipIf(!isThere)(
    'a version that two make in the same millisecond has what both have sent',
    async () => {
      const database = await create()
      onTestFinished(() => database.drop())
      const open = () => openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
      const stores = [await open(), await open()]
      onTestFinished(async () => {
        for (const store of stores) await store.close()
      })
      vi.useFakeTimers({ toFake: ['Date'] })
      onTestFinished(() => void vi.useRealTimers())
      const both = Promise.withResolvers<void>()
      let asked = 0
      const publishOnce = (at: number) => {
        const version = jsonVersion('a', '1.0.0', { name: `${at}` })
        const decide = async () => {
          if (++asked === stores.length) both.resolve()
          await both.promise
          return { operation: 'publish', version } as const
        }
        return stores[at]?.change(version, decide, { caller: 'alice', reason: undefined, requestId: 'r1' })
      }
      const outcomes = await Promise.all([publishOnce(0), publishOnce(1)])
      expect(outcomes.map(outcome => outcome?.after?.revision).toSorted()).toEqual([1, 2])
      const events = await stores[0]?.history({
        contractId: 'a',
        version: '1.0.0',
        order: 'newest',
        limit: 10,
      })
      expect(events?.map(({ operation }) => operation)).toEqual(['update', 'create'])
    },
  )
})
