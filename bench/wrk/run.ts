import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What wrk sends. */
export interface Load {
  readonly url: string
  readonly connections: number
  readonly headers?: Readonly<Record<string, string>>
  /** A script beside this file, and its arguments. */
  readonly script?: { readonly name: string; readonly args: readonly string[] }
}

/** What wrk saw. */
export interface Outcome {
  readonly requests: number
  readonly requestsPerSecond: number
  /** Milliseconds within which half of the requests, and 99 of 100, were answered. */
  readonly p50: number
  readonly p99: number
}

/** Sends requests for some seconds. Throws when an answer was an error or wrk is not installed. */
export async function runWrk(load: Load, seconds: number): Promise<Outcome> {
  const { url, connections, headers = {}, script } = load
  const options = ['-t1', `-c${connections}`, `-d${Math.ceil(seconds)}s`, '--latency', '--timeout', '10s']
  for (const [name, value] of Object.entries(headers)) options.push('-H', `${name}: ${value}`)
  if (script) options.push('-s', join(import.meta.dirname, `${script.name}.lua`))
  const { stdout } = await execute('wrk', [...options, url, ...(script ? ['--', ...script.args] : [])])
  if (/Non-2xx or 3xx responses|Socket errors/.test(stdout))
    throw new Error(`${url} answered errors:\n${stdout}`)
  const found = (pattern: RegExp) => {
    const text = pattern.exec(stdout)
    if (!text) throw new Error(`wrk printed no ${pattern}:\n${stdout}`)
    return text.slice(1)
  }
  if (/^ +0 requests in/m.test(stdout)) throw new Error(`${url} answered nothing within ${seconds} s`)
  return {
    requests: Number(found(/(\d+) requests in/)[0]),
    requestsPerSecond: Number(found(/Requests\/sec:\s+([0-9.]+)/)[0]),
    p50: milliseconds(found(/50%\s+([0-9.]+)(us|ms|s|m)/)),
    p99: milliseconds(found(/99%\s+([0-9.]+)(us|ms|s|m)/)),
  }
}

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }

function milliseconds([value, unit = '']: readonly string[]): number {
  return Number(value) * (units[unit] ?? Number.NaN)
}
