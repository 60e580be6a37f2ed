import { type NetConnectOpts, Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A socket for the driver that counts it as an error when the other end hangs up without a word, as a proxy does whose
 * server is away. The driver itself would connect again at once, for ever, and tell nobody.
 */
export function connectingSocket(target: NetConnectOpts): Socket & { host?: string | undefined } {
  const socket = new Socket()
  // before the driver's own listeners, which are added later
  socket.once('close', hadError => {
    if (hadError || socket.bytesRead > 0) return
    const error = new Error('the server ended the connection without an answer')
    socket.emit('error', Object.assign(error, { code: 'ECONNRESET' }))
  })
  socket.connect(target)
  // the driver sends this name when it asks for TLS
  return Object.assign(socket, { host: 'host' in target ? target.host : undefined })
}

/**
 * A socket on which the first thing that is sent fails with that error. The driver would lose a connection for good
 * whose socket could not be made at all.
 */
export function failedSocket(error: Error): Duplex {
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(error) })
}
