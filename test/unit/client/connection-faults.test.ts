import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { connectionFault } from '../../../src/client/connection-faults.ts'
import { freePort } from '../../support/free-port.ts'
import { patience } from '../../support/patient.ts'

/** The port of a server that treats each connection in its own way. */
async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const talking = (words: string) => createServer((socket: Socket) => void socket.end(words))

async function faultOf(url: string) {
  return fetch(url, { signal: AbortSignal.timeout(patience) }).then(
    () => undefined,
    error => connectionFault(error, patience),
  )
}

test('a server that speaks something else is no use, now or later', async () => {
  const port = await portOf(talking('SSH-2.0-OpenSSH\r\n'))
  expect(await faultOf(`http://127.0.0.1:${port}/`)).toEqual({
    reason: 'what it answers is not HTTP',
    isPassing: false,
  })
  expect(await faultOf(`https://127.0.0.1:${port}/`)).toMatchObject({
    reason: expect.stringContaining('it does not speak TLS'),
    isPassing: false,
  })
})

test('a server that has no certificate at all cannot be spoken to', async () => {
  const port = await portOf(createTlsServer())
  expect(await faultOf(`https://127.0.0.1:${port}/`)).toMatchObject({ isPassing: false })
})

test('a connection that breaks, or that nobody takes, may be there later', async () => {
  const breaking = await portOf(createServer((socket: Socket) => void socket.destroy()))
  expect(await faultOf(`http://127.0.0.1:${breaking}/`)).toEqual({
    reason: 'the connection was closed before the answer was complete',
    isPassing: true,
  })
  expect(await faultOf(`http://127.0.0.1:${await freePort()}/`)).toEqual({
    reason: 'nothing listens there; is the registry running?',
    isPassing: true,
  })
})

test('a port that fetch refuses is no use, whoever listens there', async () => {
  expect(await faultOf('http://127.0.0.1:10080/')).toEqual({
    reason: expect.stringContaining('use another port'),
    isPassing: false,
  })
})

test('an answer that takes too long is told in seconds', async () => {
  const silent: Socket[] = []
  const port = await portOf(createServer(socket => void silent.push(socket)))
  onTestFinished(() => {
    for (const socket of silent) socket.destroy()
  })
  const signal = AbortSignal.timeout(1)
  const error = await fetch(`http://127.0.0.1:${port}/`, { signal }).catch((reason: unknown) => reason)
  expect(connectionFault(error, 1)).toEqual({ reason: 'no answer within 0.001 s', isPassing: true })
})
