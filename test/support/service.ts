import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { patience, patient } from './patient.ts'

/** The built executable, which `npm test` makes anew. */
export const executable = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export interface ServiceOptions {
  /** Arguments of the executable. */
  readonly args?: readonly string[]
  /** Variables beside those of this process, of which the ones that begin with `DC43_` are left out. */
  readonly env?: Readonly<Record<string, string>>
  /** The working directory, which then outlives the service; else a new one, which does not. */
  readonly cwd?: string
  /** Else a free one. */
  readonly port?: number
  /** What is started in place of `node dist/cli.js`. */
  readonly command?: readonly [string, ...string[]]
}

/** A service that runs as a process of its own. */
export interface Service extends Child {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly cwd: string
  /** Tells it to end by SIGTERM, and waits. The exit code; null when it had to be killed. May be repeated. */
  stop(): Promise<number | null>
}

/**
 * Starts the service on a free port of 127.0.0.1, with an SQLite file in its working directory unless `env`
 * says otherwise, and waits until it answers. Whoever starts a service stops it.
 *
 * @throws Error with all that it printed, when it ends before it answers.
 */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const port = options.port ?? (await freePort())
  const cwd = options.cwd ?? mkdtempSync(join(tmpdir(), 'dc43-registry-service-'))
  const [file, ...args] = options.command ?? [process.execPath, executable]
  const env = {
    DC43_CONTRACT_STORE_DSN: 'sqlite:///./contracts.db',
    DC43_SERVER_HOST: '127.0.0.1',
    DC43_SERVER_PORT: String(port),
    // no load balancer has to be told
    DC43_SERVER_DRAIN_DELAY: '0',
    ...patient,
    ...options.env,
  }
  const child = startChild(file, [...args, ...(options.args ?? [])], { cwd, env: cleanEnvironment(env) })
  const ended = child.ended.finally(() => {
    if (options.cwd === undefined) rmSync(cwd, { recursive: true, force: true })
  })
  // whoever waits for it hears of it too
  ended.catch(() => undefined)
  const service: Service = {
    ...child,
    ...{ url: `http://127.0.0.1:${port}`, port, cwd, ended },
    async stop() {
      child.process.kill('SIGTERM')
      const timer = setTimeout(child.kill, patience)
      const [code] = await ended
      clearTimeout(timer)
      return code
    },
  }
  try {
    await service.until(async () => (await isAlive(service)) || 'the service does not answer')
  } catch (error) {
    await service.stop().catch(() => undefined)
    throw error
  }
  return service
}

async function isAlive({ url }: Service): Promise<boolean> {
  const answer = await fetch(`${url}/health`).catch(() => undefined)
  return answer?.ok === true
}

/** What a command that ended by itself has left. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command of the executable to its end. */
export function runCommand(
  args: readonly string[],
  { env = {}, cwd }: { readonly env?: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<CommandResult> {
  return new Promise(resolve => {
    const settings = { cwd, env: cleanEnvironment(env), timeout: patience }
    const child = execFile(process.execPath, [executable, ...args], settings, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

/** The environment of this process without what would configure a service, and with `added`. */
export function cleanEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('DC43_'))
  return { ...Object.fromEntries(inherited), ...added }
}
