import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** How many ports each of the processes has that run tests at the same time. */
const portsEach = 2000
/** Above 10080, which `fetch` calls nobody on. */
const lowest = 10_100

/** The next port this process looks at. It begins anywhere, because other runs may be on the machine. */
let next = Math.floor(Math.random() * portsEach)

/**
 * A port that nobody listens on, and that nobody but the caller will be given: neither by this function in another test
 * that runs meanwhile, nor by the system to a client or to a server that asks for any port.
 */
export async function freePort(): Promise<number> {
  const own = Number(process.env.VITEST_POOL_ID ?? 0)
  const groups = Math.max(1, Math.floor((lowestOfSystem() - lowest) / portsEach))
  for (let looked = 0; looked < portsEach; looked++) {
    const port = lowest + (own % groups) * portsEach + (next++ % portsEach)
    if (await isFree(port)) return port
  }
  throw new Error('there is no free port')
}

/** The lowest port that the system gives to those who ask for any. */
function lowestOfSystem(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s/)[0])
  } catch {
    return 32_768
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
