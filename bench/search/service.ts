import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../test/support/servers/process.ts'

const root = join(import.meta.dirname, '../..')

/** As `npm start` and the image have it. */
const heap = ['--max-semi-space-size=8', '--heap-growing-percent=50']

/** The service from its sources, as a process of its own. */
export interface Service {
  readonly url: string
  /** The most memory it has held since its start, in MB. */
  peakMegabytes(): number
  /** The processor time it has used since its start. */
  cpuMilliseconds(): number
  stop(): Promise<void>
}

/** Starts it on a database; `isIndexing: false` leaves the index alone that searches look at. */
export async function startService(dsn: string, { isIndexing = true } = {}): Promise<Service> {
  const port = await freePort()
  const imports = isIndexing ? [] : ['--import', join(import.meta.dirname, 'without-index.ts')]
  const child = spawn(process.execPath, [...heap, ...imports, 'src/cli.ts', 'serve'], {
    cwd: root,
    env: {
      ...process.env,
      DC43_CONTRACT_STORE_DSN: dsn,
      DC43_SERVER_HOST: '127.0.0.1',
      DC43_SERVER_PORT: String(port),
      DC43_SERVER_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/health`, child)
  return {
    url,
    peakMegabytes: () => peakOf(child),
    cpuMilliseconds: () => cpuOf(child),
    stop: () => stop(child),
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await delay(50)
  }
  throw new Error(`${url} does not answer`)
}

/** VmHWM of Linux: the largest resident set size there was. */
function peakOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024)
}

/** User and system time, which Linux counts in hundredths of a second. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
