import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { TestServer } from './process.ts'

/**
 * A server that others run, behind a network that fails: what a test does to the server happens to the network, and so
 * to the test alone.
 */
export async function behindNetwork(dsn: string): Promise<TestServer> {
  const url = new URL(dsn)
  const network = new Network(url.hostname, Number(url.port))
  url.host = `127.0.0.1:${await network.open()}`
  return {
    // without the slash that says that no database is named
    dsn: url.href.replace(/\/(?=$|\?)/, ''),
    pid: () => undefined,
    stop: () => network.close(),
    kill: () => network.close(),
    restart: async () => void (await network.open()),
    freeze: () => network.freeze(),
    thaw: () => network.thaw(),
  }
}

class Network {
  readonly #host: string
  readonly #farPort: number
  readonly #sockets = new Set<Socket>()
  #listener: Server | undefined
  #nearPort = 0
  #isFrozen = false

  constructor(host: string, port: number) {
    this.#host = host
    this.#farPort = port
  }

  /** Takes connections, on the same port each time; which it is. */
  async open(): Promise<number> {
    if (this.#listener) return this.#nearPort
    this.#listener = createServer(near => this.#connect(near)).listen(this.#nearPort, '127.0.0.1')
    await once(this.#listener, 'listening')
    this.#nearPort = (this.#listener.address() as { port: number }).port
    return this.#nearPort
  }

  /** Ends all connections, and takes no more. */
  async close(): Promise<void> {
    const listener = this.#listener
    if (!listener) return
    this.#listener = undefined
    const closed = once(listener, 'close')
    listener.close()
    for (const socket of this.#sockets) socket.resetAndDestroy()
    await closed
  }

  /** Lets nothing through any more, and says so to nobody. */
  freeze(): void {
    this.#isFrozen = true
    for (const socket of this.#sockets) socket.pause()
  }

  thaw(): void {
    this.#isFrozen = false
    for (const socket of this.#sockets) socket.resume()
  }

  #connect(near: Socket): void {
    const far = connect({ host: this.#host, port: this.#farPort })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.on('data', bytes => other.write(bytes))
      one.on('error', () => undefined)
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
      if (this.#isFrozen) one.pause()
    }
  }
}
