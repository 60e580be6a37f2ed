import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Message, MessageReader, messageTypes, packetsOf } from './packets.ts'
import {
  done,
  errorToken,
  loginAcknowledged,
  preloginAnswer,
  procedureDone,
  rowsOf,
  signInWithToken,
  type TdsError,
  type TdsRow,
  transactionToken,
} from './tokens.ts'

/** How a server takes a login: it is let in, refused for reasons, or told to come with a token. */
export type LoginAnswer = 'welcome' | 'token' | readonly TdsError[]

/** What a server answers to a statement: an error, or rows. */
export type StatementAnswer = TdsError | readonly TdsRow[]

/**
 * What stands for a SQL Server in the tests of connections: it speaks the Tabular Data Stream as far as signing in,
 * statements and transactions go. It has no tables: each statement is answered by a function of its text.
 */
export class TdsServer {
  /** The texts of the statements that came, `begin`, `commit` and `rollback` among them. */
  readonly statements: string[] = []
  /** How many logins there were. */
  logins = 0
  readonly dsn: string
  readonly #sockets: Set<Socket>
  #ended = 0

  private constructor(port: number, sockets: Set<Socket>) {
    this.dsn = `mssql://app:secret@127.0.0.1:${port}/contracts?Encrypt=no`
    this.#sockets = sockets
  }

  /** Starts a server which stops with the test. */
  static async start(
    login: (count: number) => LoginAnswer,
    answer: (text: string) => StatementAnswer = () => [],
  ): Promise<TdsServer> {
    const sockets = new Set<Socket>()
    const listener = createServer(socket => {
      sockets.add(socket)
      const reader = new MessageReader()
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
      socket.on('data', bytes => {
        for (const message of reader.take(bytes))
          socket.write(packetsOf(server.#answerTo(message, login, answer)))
      })
    }).listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const server = new TdsServer((listener.address() as AddressInfo).port, sockets)
    onTestFinished(() => {
      server.endConnections()
      listener.close()
    })
    return server
  }

  /** Ends all connections in turn in the two ways there are: with a farewell and without. How many there were. */
  endConnections(): number {
    const count = this.#sockets.size
    for (const socket of this.#sockets) {
      if (this.#ended++ % 2 === 0) socket.destroy()
      else socket.resetAndDestroy()
    }
    return count
  }

  #answerTo(
    { type, body }: Message,
    login: (count: number) => LoginAnswer,
    answer: (text: string) => StatementAnswer,
  ): Buffer {
    if (type === messageTypes.prelogin) return preloginAnswer()
    if (type === messageTypes.login) return loginTokens(login(++this.logins))
    if (type === messageTypes.transaction) return this.#transactionTokens(body)
    const isProcedure = type === messageTypes.rpc
    const text = isProcedure ? statementOfRpc(body) : textAfterHeaders(body)
    const end = isProcedure ? procedureDone : done
    // what the driver sets on a new connection is no statement of ours
    if (/^set /.test(text)) return end(0)
    this.statements.push(text)
    const given = answer(text)
    if ('number' in given) return Buffer.concat([errorToken(given), end(0, true)])
    return Buffer.concat([rowsOf(given), end(given.length)])
  }

  #transactionTokens(body: Buffer): Buffer {
    const requests: Record<number, 'begin' | 'commit' | 'rollback'> = {
      5: 'begin',
      7: 'commit',
      8: 'rollback',
    }
    const kind = requests[body.readUInt16LE(body.readUInt32LE(0))]
    if (!kind) throw new Error('the client asks for something that is done with no transaction')
    this.statements.push(kind)
    return Buffer.concat([transactionToken(kind), done(0)])
  }
}

function loginTokens(answer: LoginAnswer): Buffer {
  if (answer === 'welcome') return Buffer.concat([loginAcknowledged(), done(0)])
  if (answer === 'token')
    return Buffer.concat([signInWithToken('https://login.example/', 'https://database.example/'), done(0)])
  return Buffer.concat([...answer.map(errorToken), done(0, true)])
}

function textAfterHeaders(body: Buffer): string {
  return body.toString('utf16le', body.readUInt32LE(0))
}

/** The text that `sp_executesql` is called with: its first parameter, short or in chunks. */
function statementOfRpc(body: Buffer): string {
  const byNumber = 0xffff
  const start = body.readUInt32LE(0)
  if (body.readUInt16LE(start) !== byNumber) throw new Error('the client calls a procedure by its name')
  // behind the number stand two bytes of flags; behind the name of a parameter one, its type and a collation
  const nameAt = start + 6
  const lengthAt = nameAt + 1 + body.readUInt8(nameAt) * 2 + 2
  const valueAt = lengthAt + 2 + 5
  const isInChunks = body.readUInt16LE(lengthAt) === 0xffff
  if (!isInChunks) return body.toString('utf16le', valueAt + 2, valueAt + 2 + body.readUInt16LE(valueAt))
  const chunks: Buffer[] = []
  for (let at = valueAt + 8; body.readUInt32LE(at) > 0; at += 4 + body.readUInt32LE(at))
    chunks.push(body.subarray(at + 4, at + 4 + body.readUInt32LE(at)))
  return Buffer.concat(chunks).toString('utf16le')
}
