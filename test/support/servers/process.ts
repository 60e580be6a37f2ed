import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/** A database server that tests started for themselves. */
export interface TestServer {
  /** The DSN of an administrator, without a database. */
  readonly dsn: string
  /** Its process; undefined where that is not known here. */
  pid(): number | undefined
  /** Ends the server and removes its data. */
  stop(): Promise<void>
  /** Ends the server as `kill -9` does; its data stay. */
  kill(): Promise<void>
  /** Starts the server again, after `kill`, with its data and on its port, and waits until it answers. */
  restart(): Promise<void>
  /** Stops all processes of the server where they are: it takes what is sent to it and does nothing. */
  freeze(): void
  /** Lets a frozen server go on. */
  thaw(): void
}

/** How tests want a server to be. */
export interface ServerOptions {
  /** What was committed must outlive a kill of the server, at the price of speed. */
  readonly durable?: boolean
  /** How much of its tables it keeps in memory, such as `1GB`; what it does by default without it. */
  readonly memory?: string
  /** Files in PEM format, which the server's account can read. Without them the server has no TLS. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string }
}

/** An account that owns a server's files and process; servers refuse to run as root. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** The account of that name when the tests run as root, else their own. */
export function accountFor(name: string): Account {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Runs a command to its end. Throws, with what it printed, when that is no success. */
export const run = promisify(execFile)

/** The file system of Linux that is kept in memory. */
const memory = '/dev/shm'

/** How much of it and of the machine's memory has to be free before a server is put there, in bytes: many times what it takes. */
const freeForMemory = 8 * 1024 ** 3

/**
 * Where data of servers are that need not outlast them: in memory, where that is large, as for each table of a test that is
 * made and dropped a server waits many times for its disk.
 */
function placeInMemory(): string {
  if (!existsSync(memory) || process.availableMemory() < freeForMemory) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize < freeForMemory ? tmpdir() : memory
}

/** An empty folder that belongs to the account; on the disk when it is for what is durable. */
export function folderOf(account: Account, durable = true): string {
  const folder = mkdtempSync(join(durable ? tmpdir() : placeInMemory(), 'dc43-registry-db-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  return folder
}

/** The first of some files that exists; `*` in a path stands for any one folder. */
export function firstExisting(...paths: string[]): string | undefined {
  return paths.flatMap(expand).find(path => existsSync(path))
}

function expand(path: string): string[] {
  const [before, after] = path.split('*', 2)
  if (before === undefined || after === undefined) return [path]
  if (!existsSync(before)) return []
  return readdirSync(before).map(name => before + name + after)
}

/** Starts a server and waits until `ready` resolves. Throws, with what the server printed, when it ends before. */
export async function startServer(
  command: string,
  args: string[],
  account: Account,
  ready: () => Promise<void>,
): Promise<ChildProcess> {
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.on('error', error => (output += error))
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', text => (output = (output + text).slice(-4000)))
  for (let attempt = 0; attempt < 2400; attempt++) {
    if (hasEnded(child)) throw new Error(`${command} ended:\n${output}`)
    const isReady = await ready().then(
      () => true,
      () => false,
    )
    if (isReady) return child
    await delay(100)
  }
  child.kill('SIGKILL')
  throw new Error(`${command} does not answer:\n${output}`)
}

/** A server that runs, by how it is started again and ended. */
export function testServer(
  dsn: string,
  folder: string,
  signal: NodeJS.Signals,
  start: () => Promise<ChildProcess>,
  first: ChildProcess,
): TestServer {
  let child = first
  return {
    dsn,
    pid: () => child.pid,
    stop: () => stopServer(child, signal, folder),
    kill: () => endProcess(child, 'SIGKILL'),
    freeze: () => signalAll(child, 'SIGSTOP'),
    thaw: () => signalAll(child, 'SIGCONT'),
    async restart() {
      await endProcess(child, 'SIGKILL')
      child = await startAgain(start)
    },
  }
}

/** Signals a server, and then the processes it has for its connections, which cannot become more when it is stopped. */
function signalAll(server: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = server
  if (pid === undefined) throw new Error('the server is not running')
  server.kill(signal)
  for (const child of childrenOf(pid)) {
    try {
      process.kill(child, signal)
    } catch {
      // it ended meanwhile
    }
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).filter(pid => {
    try {
      // behind the name in brackets, which may hold spaces, stand the state and the parent
      const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=\w )/)
      return fields.split(' ')[1] === String(parent)
    } catch {
      return false
    }
  })
}

/** What a killed server left behind (PostgreSQL: its other processes, for a moment) can hinder the next start. */
async function startAgain(start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await start()
    } catch (error) {
      if (attempt === 600) throw error
      await delay(100)
    }
  }
}

/** True also when it could not be started at all. */
export function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

async function stopServer(child: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  await endProcess(child, signal)
  rmSync(folder, { recursive: true, force: true })
}
