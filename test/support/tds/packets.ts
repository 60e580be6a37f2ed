/** The kinds of messages of the Tabular Data Stream that clients send, and the one that servers answer with. */
export const messageTypes = {
  batch: 1,
  rpc: 3,
  response: 4,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const

/** A message, put together from its packets. */
export interface Message {
  readonly type: number
  readonly body: Buffer
}

const headerLength = 8
const packetLength = 4096

/** Puts messages together from what comes over a socket, in whatever pieces it comes. */
export class MessageReader {
  #received = Buffer.alloc(0)
  #body: Buffer[] = []

  /** The messages that are complete with these bytes. */
  take(bytes: Buffer): Message[] {
    this.#received = Buffer.concat([this.#received, bytes])
    const messages: Message[] = []
    for (let packet = this.#next(); packet; packet = this.#next()) {
      this.#body.push(packet.subarray(headerLength))
      const [type = 0, status = 0] = packet
      if ((status & 1) === 0) continue
      messages.push({ type, body: Buffer.concat(this.#body) })
      this.#body = []
    }
    return messages
  }

  #next(): Buffer | undefined {
    if (this.#received.length < headerLength) return undefined
    const length = this.#received.readUInt16BE(2)
    if (this.#received.length < length) return undefined
    const packet = this.#received.subarray(0, length)
    this.#received = this.#received.subarray(length)
    return packet
  }
}

/** The packets of an answer. */
export function packetsOf(body: Buffer): Buffer {
  const most = packetLength - headerLength
  const count = Math.max(1, Math.ceil(body.length / most))
  const packets = Array.from({ length: count }, (_, at) => {
    const part = body.subarray(at * most, (at + 1) * most)
    const header = Buffer.alloc(headerLength)
    header[0] = messageTypes.response
    header[1] = at === count - 1 ? 1 : 0
    header.writeUInt16BE(headerLength + part.length, 2)
    header[6] = (at + 1) % 256
    return Buffer.concat([header, part])
  })
  return Buffer.concat(packets)
}
