import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** What stands for a PostgreSQL server that asks for the password in clear, and repeats it in what it complains of. */
export interface TelltaleServer {
  readonly port: number
  /** The passwords it was given so far. */
  readonly heard: readonly string[]
  stop(): void
}

/** @param code the SQLSTATE of its complaint: `57P03` is a server that still starts, `28P01` a wrong password. */
export async function startTelltaleServer(code: string): Promise<TelltaleServer> {
  const heard: string[] = []
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(message('R', [0, 0, 0, 3]))
      socket.once('data', (answer: Buffer) => {
        const password = answer.subarray(5, -1).toString()
        heard.push(password)
        const fields = [
          'SFATAL',
          `C${code}`,
          `Mno entry for ${password} (${encodeURIComponent(password)})`,
          '',
        ]
        socket.end(message('E', [...Buffer.from(fields.join('\0')), 0]))
      })
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, heard, stop: () => void server.close() }
}

function message(type: string, body: readonly number[]): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)])
}
