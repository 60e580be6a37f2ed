import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a measurement asks for, again and again. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Requests per second of a target at 50 connections. Throws when an answer was an error or wrk is not installed. */
export async function requestRate(target: Target, seconds: number): Promise<number> {
  const headers = Object.entries(target.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const { stdout } = await run('wrk', ['-t1', '-c50', `-d${seconds}s`, ...headers, target.url])
  if (/Non-2xx or 3xx responses/.test(stdout)) throw new Error(`${target.name} answered errors:\n${stdout}`)
  const rate = /Requests\/sec:\s+([0-9.]+)/.exec(stdout)?.[1]
  if (rate === undefined) throw new Error(`wrk printed no rate:\n${stdout}`)
  return Number(rate)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
