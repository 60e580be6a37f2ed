import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The credentials that RDS and the service share in tests. */
export const awsKey = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

/** Whether a token is one that RDS would take: signed for that host and user, and not too old. */
export function isRdsToken(token: string, host: string, user: string, region: string): boolean {
  const url = new URL(`https://${token}`)
  const given = url.searchParams
  const date = given.get('X-Amz-Date') ?? ''
  const scope = `${date.slice(0, 8)}/${region}/rds-db/aws4_request`
  const signature = given.get('X-Amz-Signature')
  given.delete('X-Amz-Signature')
  const encode = (text: string) =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16)}`)
  const query = [...given].map(([name, value]) => `${encode(name)}=${encode(value)}`).toSorted()
  const empty = createHash('sha256').update('').digest('hex')
  const request = ['GET', '/', query.join('&'), `host:${url.host}`, '', 'host', empty].join('\n')
  const digest = createHash('sha256').update(request).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const signer = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${awsKey.secret}`)
  const age = Date.now() - Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  return (
    url.host === host &&
    given.get('Action') === 'connect' &&
    given.get('DBUser') === user &&
    given.get('X-Amz-Expires') === '900' &&
    given.get('X-Amz-Credential') === `${awsKey.id}/${scope}` &&
    Math.abs(age) < 900_000 &&
    hmac(signer, ['AWS4-HMAC-SHA256', date, scope, digest].join('\n')).toString('hex') === signature
  )
}

/** What stands before a PostgreSQL that asks nobody for a password, and checks it as RDS does. */
export interface RdsGate {
  readonly port: number
  /** The passwords that were given so far. */
  readonly given: string[]
  stop(): void
}

/** Starts a gate before the server on that port, which lets in whoever `admits` lets in. */
export async function startRdsGate(
  serverPort: number,
  admits: (password: string) => boolean,
): Promise<RdsGate> {
  const given: string[] = []
  const sockets = new Set<Socket>()
  const gate = createServer(client => {
    sockets.add(client)
    client.on('error', () => undefined)
    const begin = (start: Buffer): void => {
      // the driver first asks for TLS, in a message of its own
      if (start.length === 8) {
        client.once('data', begin)
        client.write('N')
        return
      }
      client.once('data', message => {
        const password = message.subarray(5, -1).toString()
        given.push(password)
        if (!admits(password)) return refuse(client)
        const server = connect(serverPort, '127.0.0.1')
        sockets.add(server)
        server.on('error', () => client.destroy())
        server.write(start)
        client.pipe(server).pipe(client)
      })
      // what asks for the password as it is, in the protocol's words
      client.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]))
    }
    client.once('data', begin)
  }).listen(0, '127.0.0.1')
  await once(gate, 'listening')
  return {
    port: (gate.address() as AddressInfo).port,
    given,
    stop() {
      gate.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function refuse(client: Socket): void {
  const fields = Buffer.from('SFATAL\0VFATAL\0C28P01\0MPAM authentication failed\0\0')
  const head = Buffer.alloc(5, 'E')
  head.writeUInt32BE(fields.length + 4, 1)
  client.end(Buffer.concat([head, fields]))
}
