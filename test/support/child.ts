import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { until } from './until.ts'

/** How a process ended: its exit code, or the signal that ended it. */
export type Ending = readonly [code: number | null, signal: NodeJS.Signals | null]

/** A process that a test started. */
export interface Child {
  readonly process: ChildProcess
  /** How it ended, once all that it printed was read. It can be waited for before and after. */
  readonly ended: Promise<Ending>
  /** All that the process has printed so far. */
  stdout(): string
  stderr(): string
  /**
   * Waits as `until` does, but not longer than the process lives.
   *
   * @throws Error with the way it ended and all that it printed, when it ends before.
   */
  until(condition: Parameters<typeof until>[0]): Promise<void>
  /** Ends it as `kill -9` does, and waits. May be repeated. */
  kill(): Promise<Ending>
}

/** Starts a process. Whoever does so waits for its end. */
export function startChild(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Child {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => (printed.stdout += text))
  child.stderr.setEncoding('utf8').on('data', text => (printed.stderr += text))
  // should the tests be broken off before it ends
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = (once(child, 'close') as Promise<unknown> as Promise<Ending>).finally(() =>
    process.off('exit', kill),
  )
  let ending: string | undefined
  ended.then(
    ([code, signal]) => (ending = `ended with ${signal ?? code}`),
    error => (ending = `could not be started: ${error}`),
  )
  return {
    process: child,
    ended,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    until: condition =>
      until(async () => {
        // what it did at last counts
        const already = ending
        const state = await condition()
        if (state === true || already === undefined) return state
        throw new Error(`the process ${already}; ${state}\n${printed.stdout}${printed.stderr}`.trimEnd())
      }),
    kill() {
      kill()
      return ended
    },
  }
}
