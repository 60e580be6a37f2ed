import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')

/** A server under measurement, as a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** From its start to its first answer. */
  readonly readyMilliseconds: number
  /** The memory that it held then, in MB. */
  readonly readyMegabytes: number
  /** The most memory it has held since its start, in MB. */
  peakMegabytes(): number
  /** The processor time it has used since its start. */
  cpuMilliseconds(): number
  stop(): Promise<void>
}

export interface Start {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly url: string
  /** What answers when the server is ready. */
  readonly probe: string
}

/** Starts a server in the folder of the project and waits until it answers. */
export async function startProcess({ command, args, env, url, probe }: Start): Promise<ServerProcess> {
  const begin = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(url + probe, child)
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} did not start`)
  return {
    url,
    readyMilliseconds: Math.round(performance.now() - begin),
    readyMegabytes: memoryOf(pid, 'VmRSS'),
    peakMegabytes: () => memoryOf(pid, 'VmHWM'),
    cpuMilliseconds: () => cpuOf(pid),
    stop: () => stop(child),
  }
}

/**
 * User and system time of a process and of those it started, the ones that have ended included. Linux counts it in
 * hundredths of a second.
 */
export function cpuOf(pid: number): number {
  const own = ticks(pid, [11, 12, 13, 14])
  return childrenOf(pid).reduce((sum, child) => sum + ticks(child, [11, 12]), own) * 10
}

function ticks(pid: number, places: readonly number[]): number {
  const fields = fieldsOf(pid)
  return places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0)
}

/** The processes that a server has for its connections; they have no further ones. */
function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).filter(pid => fieldsOf(pid)[1] === String(parent))
}

/** What Linux tells of a process behind its name, from the state on; nothing of one that has ended. */
function fieldsOf(pid: number): string[] {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .split(/\) (?=\w )/)[1]
        ?.split(' ') ?? []
    )
  } catch {
    return []
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 3000 && child.exitCode === null; attempt++) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await delay(10)
  }
  child.kill()
  throw new Error(`${url} does not answer`)
}

/** Linux tells the resident set size, and with `VmHWM` the largest there was. */
function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
