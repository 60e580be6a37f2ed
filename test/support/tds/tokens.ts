/** What a server says when it refuses something. */
export interface TdsError {
  readonly number: number
  readonly message: string
}

/** The answer to what a client asks before it signs in: a version, and that there is no encryption. */
export function preloginAnswer(): Buffer {
  const version = [16, 0, 16, 0, 0, 0]
  const noEncryption = [2]
  const options = [0, 0, 11, 0, version.length, 1, 0, 11 + version.length, 0, noEncryption.length, 255]
  return Buffer.from([...options, ...version, ...noEncryption])
}

/** TDS 7.4 is spoken, by a program of that name. */
export function loginAcknowledged(): Buffer {
  const name = shortText('Microsoft SQL Server')
  return token(0xad, Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), name, Buffer.from([16, 0, 16, 0])]))
}

export function errorToken({ number, message }: TdsError): Buffer {
  const head = Buffer.alloc(6)
  head.writeInt32LE(number)
  head.writeUInt8(1, 4)
  head.writeUInt8(14, 5)
  const line = Buffer.alloc(4)
  return token(0xaa, Buffer.concat([head, longText(message), shortText('test'), shortText(''), line]))
}

/** Where to get a token for signing in: the address of the authority, and the name of the service. */
export function signInWithToken(authority: string, service: string): Buffer {
  const texts = [authority, service].map(text => Buffer.from(text, 'utf16le'))
  const start = 4 + texts.length * 9
  const entries = texts.map((text, at) => {
    const entry = Buffer.alloc(9)
    entry[0] = at + 1
    entry.writeUInt32LE(text.length, 1)
    entry.writeUInt32LE(start + Buffer.concat(texts.slice(0, at)).length, 5)
    return entry
  })
  const body = Buffer.concat([uint32(texts.length), ...entries, ...texts])
  return Buffer.concat([Buffer.from([0xee]), uint32(body.length), body])
}

/** A transaction began, or ended. */
export function transactionToken(kind: 'begin' | 'commit' | 'rollback'): Buffer {
  const id = [8, 1, 0, 0, 0, 0, 0, 0, 0]
  const types = { begin: [8, ...id, 0], commit: [9, 0, ...id], rollback: [10, 0, ...id] }
  return token(0xe3, Buffer.from(types[kind]))
}

/** Whole numbers by the names of their columns; all rows of an answer have the same. */
export type TdsRow = Readonly<Record<string, number>>

/** What a query gives. Without a row it has no columns, which no client minds. */
export function rowsOf(rows: readonly TdsRow[]): Buffer {
  const [first] = rows
  if (!first) return Buffer.alloc(0)
  const intn = 0x26
  const names = Object.keys(first)
  const columns = names.map(name =>
    Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, intn, 4]), shortText(name)]),
  )
  const values = rows.map(row =>
    Buffer.concat([
      Buffer.from([0xd1]),
      ...names.map(name => Buffer.concat([Buffer.from([4]), uint32(row[name] ?? 0)])),
    ]),
  )
  return Buffer.concat([Buffer.from([0x81, names.length, 0]), ...columns, ...values])
}

/** The end of an answer, with the number of rows that were touched or sent. */
export function done(rows: number, isError = false): Buffer {
  return ending(0xfd, hasCount | (isError ? failed : 0), rows)
}

/** The end of the answer of a procedure, which tells the number of rows of its statement before its own end. */
export function procedureDone(rows: number, isError = false): Buffer {
  const returned = Buffer.concat([Buffer.from([0x79]), uint32(0)])
  return Buffer.concat([
    ending(0xff, isMore | hasCount | (isError ? failed : 0), rows),
    returned,
    ending(0xfe, 0, 0),
  ])
}

const isMore = 1
const failed = 2
const hasCount = 0x10

function ending(type: number, status: number, rows: number): Buffer {
  const end = Buffer.alloc(13)
  end[0] = type
  end.writeUInt16LE(status, 1)
  end.writeUInt32LE(rows, 5)
  return end
}

function token(type: number, body: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16LE(body.length)
  return Buffer.concat([Buffer.from([type]), length, body])
}

function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'utf16le')])
}

function longText(text: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16LE(text.length)
  return Buffer.concat([length, Buffer.from(text, 'utf16le')])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
