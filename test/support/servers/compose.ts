import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { TestServer } from './process.ts'

/** A server that is only used and ended. */
export type UsedServer = Pick<TestServer, 'dsn' | 'stop'>

const root = join(import.meta.dirname, '../../..')

/** The servers of `docker-compose.yml`. */
const services = {
  postgres: { port: 5432, dsn: (address: string) => `postgres://postgres:Registry-1@${address}` },
  mysql: { port: 3306, dsn: (address: string) => `mysql://root:Registry-1@${address}` },
  mssql: {
    port: 1433,
    dsn: (address: string) => `mssql://sa:Registry-1@${address}?TrustServerCertificate=yes`,
  },
}

/** True when a Docker engine answers; the client alone is of no use. */
export function hasDockerEngine(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

/** Starts a server as a container of a project of its own, on a port that Docker picks. */
export function startWithCompose(name: keyof typeof services): UsedServer {
  const { port, dsn } = services[name]
  const project = `dc43-registry-test-${randomBytes(4).toString('hex')}`
  const compose = (...args: string[]) =>
    execFileSync('docker', ['compose', '-p', project, '--profile', '*', ...args], {
      cwd: root,
      encoding: 'utf8',
    })
  const stop = async () => void compose('down', '--volumes')
  try {
    compose('up', '-d', '--wait', name)
    return { dsn: dsn(compose('port', name, String(port)).trim()), stop }
  } catch (error) {
    void stop()
    throw error
  }
}
