import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { onTestFinished } from 'vitest'

/** What stands for an empty database of a MySQL server. */
export interface OldMysql {
  readonly dsn: string
  /** The texts of the statements that came. */
  readonly statements: readonly string[]
}

/** A server that lets everybody in, and knows nothing but its version. It stops with the test. */
export async function startOldMysql(version: string): Promise<OldMysql> {
  const statements: string[] = []
  const listener = createServer(socket => {
    let isIn = false
    const send = (first: number, ...payloads: Buffer[]) =>
      socket.write(Buffer.concat(payloads.map((payload, at) => packet(first + at, payload))))
    socket.on('error', () => undefined)
    send(0, handshake(version))
    // the client waits for each answer
    socket.on('data', bytes => {
      const payload = bytes.subarray(4)
      if (!isIn) {
        isIn = true
        send(2, ok)
      } else if (payload[0] === 1) socket.end()
      else {
        const text = payload.toString('utf8', 1)
        statements.push(text)
        if (/version\(\)/.test(text)) send(1, ...rowOf('version', version))
        else if (/^select name, checksum/.test(text)) send(1, missingTable)
        else send(1, ok)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => void listener.close())
  const { port } = listener.address() as AddressInfo
  return { dsn: `mysql://app:secret@127.0.0.1:${port}/contracts`, statements }
}

function packet(sequence: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(payload.length, 0, 3)
  head.writeUInt8(sequence, 3)
  return Buffer.concat([head, payload])
}

/** The first packet, in protocol 10: with transactions, schemas and several statements at once, without TLS. */
function handshake(version: string): Buffer {
  const salt = Buffer.alloc(8, 'a')
  const capabilities = [0x09, 0xa2, 45, 2, 0, 0x09, 0]
  const name = Buffer.from('mysql_native_password\0')
  return Buffer.concat([
    Buffer.from([10, ...Buffer.from(version), 0, 1, 0, 0, 0, ...salt, 0, ...capabilities, 21]),
    Buffer.alloc(10),
    Buffer.from('aaaaaaaaaaaa\0'),
    name,
  ])
}

const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0])
const endOfRows = Buffer.from([0xfe, 0, 0, 2, 0])
const missingTable = Buffer.concat([Buffer.from([0xff, 0x7a, 0x04]), Buffer.from('#42S02not there')])

/** One row with one text. */
function rowOf(name: string, value: string): Buffer[] {
  const text = (of: string) => Buffer.from([of.length, ...Buffer.from(of)])
  const column = [
    ...['def', '', '', '', name, ''].map(text),
    Buffer.from([12, 45, 0, 255, 0, 0, 0, 253, 0, 0, 0, 0, 0]),
  ]
  return [Buffer.from([1]), Buffer.concat(column), endOfRows, text(value), endOfRows]
}
