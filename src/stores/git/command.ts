import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { GitError } from './git-error.ts'

/** What a command of git is given. */
export interface CommandOptions {
  readonly input?: string | Buffer | readonly (string | Buffer)[]
  /** How long it may take, in milliseconds. */
  readonly timeout?: number
  /** Exit codes that are answers, besides 0. */
  readonly answers?: readonly number[]
  readonly environment?: Readonly<Record<string, string>>
}

/** What a command of git gave back. */
export interface CommandResult {
  readonly exitCode: number
  readonly output: Buffer
  /** What it said beside its output, without secrets. */
  readonly said: string
}

/** What git may say of an error, in characters; the rest is dropped. */
const mostSaid = 4000
const usualTimeout = 120_000

/** Commands of the `git` executable, each a process of its own that ends when it takes too long, with all it started. */
export class GitCommands {
  readonly #folder: string
  readonly #environment: Readonly<Record<string, string>>
  readonly #secrets: readonly string[]
  readonly #running = new Set<ChildProcessWithoutNullStreams>()

  /**
   * @param folder where the commands run.
   * @param secrets what is never to be seen in errors.
   */
  constructor(
    folder: string,
    environment: Readonly<Record<string, string | undefined>>,
    secrets: readonly string[] = [],
  ) {
    this.#folder = folder
    this.#environment = environment as Readonly<Record<string, string>>
    this.#secrets = secrets
  }

  /** Runs a command to its end. @throws GitError when it fails. */
  async run(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const process = this.start(args, options)
    const chunks: Buffer[] = []
    process.child.stdout.on('data', chunk => chunks.push(chunk))
    for (const part of [options.input ?? []].flat()) process.child.stdin.write(part)
    process.child.stdin.end()
    const { exitCode, said } = await process.ended
    if (exitCode !== 0 && !options.answers?.includes(exitCode))
      throw new GitError(nameOf(args), exitCode, said)
    return { exitCode, output: Buffer.concat(chunks), said }
  }

  /** The output of a command as text, without the end of the line. */
  async text(args: readonly string[], options: CommandOptions = {}): Promise<string> {
    return (await this.run(args, options)).output.toString().trimEnd()
  }

  /** The output of a command, piece by piece; the command is ended when nobody wants more. */
  async *output(args: readonly string[], options: CommandOptions = {}): AsyncGenerator<Buffer> {
    const { child, ended } = this.start(args, options)
    ended.catch(() => undefined)
    for (const part of [options.input ?? []].flat()) child.stdin.write(part)
    child.stdin.end()
    let isComplete = false
    try {
      for await (const chunk of child.stdout) yield chunk
      isComplete = true
    } finally {
      if (!isComplete) killGroup(child)
    }
    const { exitCode, said } = await ended
    if (exitCode !== 0) throw new GitError(nameOf(args), exitCode, said)
  }

  /** Starts a command. `ended` rejects when it could not be started or was ended. */
  start(args: readonly string[], options: CommandOptions = {}) {
    const child = spawn('git', args, {
      cwd: this.#folder,
      env: { ...this.#environment, ...options.environment },
      // a group of its own, so that it can be ended with what it has started, such as ssh
      detached: true,
      windowsHide: true,
    })
    // without a file descriptor that is free there is no process, and nobody has asked for its error yet
    child.on('error', () => undefined)
    if (!child.stdin) throw new GitError(nameOf(args), undefined, 'it could not be started')
    this.#running.add(child)
    // a command that ends early does not read all of its input
    child.stdin.on('error', () => undefined)
    return { child, ended: this.#end(child, nameOf(args), options.timeout ?? usualTimeout) }
  }

  /** Ends all commands. */
  async close(): Promise<void> {
    const ends = [...this.#running].map(child => once(child, 'close').catch(() => undefined))
    for (const child of this.#running) killGroup(child)
    await Promise.all(ends)
  }

  async #end(child: ChildProcessWithoutNullStreams, name: string, timeout: number) {
    let said = ''
    child.stderr.on('data', chunk => {
      if (said.length < mostSaid) said += chunk
    })
    let isLate = false
    const timer =
      Number.isFinite(timeout) &&
      setTimeout(() => {
        isLate = true
        killGroup(child)
      }, timeout)
    try {
      const [code] = (await once(child, 'close')) as [number | null]
      const words = this.#redacted(said)
      if (code === null)
        throw new GitError(name, undefined, isLate ? `no answer in ${timeout} ms; ${words}` : words)
      return { exitCode: code, said: words }
    } catch (error) {
      if (error instanceof GitError) throw error
      throw new GitError(name, undefined, 'it could not be started', { cause: error })
    } finally {
      if (timer) clearTimeout(timer)
      this.#running.delete(child)
    }
  }

  #redacted(said: string): string {
    let words = said
      .trim()
      .slice(0, mostSaid)
      .replace(/(:\/\/)[^/@\s]+@/g, '$1***@')
    for (const secret of this.#secrets) words = words.replaceAll(secret, '***')
    return words
  }
}

function nameOf(args: readonly string[]): string {
  return args.find((arg, at) => !arg.startsWith('-') && args[at - 1] !== '-c') ?? ''
}

/** Ends a process and all that it has started. */
function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended already
  }
}
