import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { liveServers } from '../support/live-servers.ts'
import { startService } from '../support/service.ts'
import { ask, expectUnavailable, publishAtLast, readFrom, untilReady } from '../support/service-requests.ts'

/** A way to a server on which the connections of the moment can be lost, so that neither end is told. */
async function startNetwork(host: string, port: number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  const network = createServer({ allowHalfOpen: true }, near => {
    const far = connect({ host, port, allowHalfOpen: true })
    const pair = [near, far] as const
    pairs.add(pair)
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => pairs.delete(pair))
    near.pipe(far)
    far.pipe(near)
  }).listen(0, '127.0.0.1')
  await once(network, 'listening')
  onTestFinished(() => {
    network.close()
    for (const socket of [...pairs].flat()) socket.destroy()
  })
  return {
    port: (network.address() as { port: number }).port,
    lose() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
      }
    },
  }
}

describe.each(liveServers)('$name behind a network that loses its connections', ({ isThere, create }) => {
  test.skipIf(!isThere)('is used again as soon as its time-out has passed', async () => {
    const database = await create()
    onTestFinished(() => database.drop())
    const dsn = new URL(database.dsn)
    const network = await startNetwork(dsn.hostname, Number(dsn.port))
    dsn.host = `127.0.0.1:${network.port}`
    const service = await startService({
      env: {
        DC43_CONTRACT_STORE_DSN: dsn.href,
        DC43_CONTRACT_STORE_POOL_SIZE: '4',
        DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1',
        DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '1',
      },
    })
    onTestFinished(async () => void (await service.stop()))
    await untilReady(service)
    const many = Array.from({ length: 30 }, (_, at) => at)
    // these share no statement, as reads of documents do, which are asked again when that is late
    const listAll = () => Promise.all(many.map(() => ask(service, '/contracts/a/versions')))
    const readAll = () => Promise.all(many.map(at => readFrom(service, 'a', `1.0.${at}`)))
    await Promise.all(many.map(at => publishAtLast(service, 'a', `1.0.${at}`)))
    for (let round = 0; round < 2; round++) {
      network.lose()
      // each connection is found out by the request that uses it
      const lost = (await Promise.all([listAll(), readAll(), readAll()]))
        .flat()
        .filter(({ status }) => status !== 200)
      expect(lost.length).toBeGreaterThan(0)
      for (const answer of lost) expectUnavailable(answer)
      const statuses = async () => new Set((await readAll()).map(({ status }) => status))
      await expect.poll(statuses).toEqual(new Set([200]))
      await publishAtLast(service, 'b', `${round}.0.0`)
    }
  })
})
