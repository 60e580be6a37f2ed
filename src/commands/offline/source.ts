import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { connectionFault } from '../../client/connection-faults.ts'
import { ClientError } from '../../client/errors.ts'
import { formatOfFile } from '../../client/files.ts'
import { type Environment, given, tokenOfVariables } from '../../client/settings.ts'
import { readContract } from '../../domain/compatibility/read-contract.ts'
import type { ReadContract } from '../../domain/compatibility/report.ts'
import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { RegistryError } from '../../domain/errors.ts'
import { excerpt } from '../../domain/excerpt.ts'
import { plain } from '../../domain/plain-text.ts'

/** A file or URL that cannot be read as a contract. */
export class UnreadableSource extends Error {}

class TooLong extends Error {}

/** How long a URL may take, in milliseconds, and how much may come from there, of a contract and of a refusal, in bytes. */
const patience = 60_000
const longest = 64 * 1024 * 1024
const longestProblem = 1024 * 1024

/**
 * Reads a contract from a file, a URL, or standard input, which is called `-`.
 *
 * @throws UnreadableSource with the name, and with line and column where they are known.
 */
export async function readSource(name: string, env: Environment): Promise<ReadContract> {
  const { bytes, format } = await (isUrl(name) ? fetched(name, env) : bytesOf(name))
  try {
    return readContract(bytes, format)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const [finding] = error.findings
    const place = finding?.line === undefined ? '' : `:${finding.line}:${finding.column}`
    throw new UnreadableSource(`${shownName(name)}${place}: ${finding?.detail ?? error.message}`)
  }
}

/** What is read, and how. */
export interface Bytes {
  readonly bytes: Buffer
  readonly format: DocumentFormat
}

function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name)
}

/**
 * Reads a file, or standard input, which is called `-`.
 *
 * @throws UnreadableSource with the name.
 */
export async function bytesOf(name: string): Promise<Bytes> {
  try {
    const bytes = name === '-' ? await buffer(process.stdin) : await readFile(name)
    return { bytes, format: formatOfFile(name) }
  } catch (error) {
    throw unreadableFile(name, error)
  }
}

/** What is thrown of a file that cannot be read: an `UnreadableSource`, unless the error is no such fault. */
export function unreadableFile(name: string, error: unknown): unknown {
  const { code } = error as { code?: string }
  return code === undefined ? error : new UnreadableSource(`${name}: the file cannot be read (${code})`)
}

async function fetched(url: string, env: Environment): Promise<Bytes> {
  const shown = shownName(url)
  try {
    const headers = { accept: 'application/yaml, application/json;q=0.9, */*;q=0.1', ...tokenFor(url, env) }
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patience) })
    if (!answer.ok) throw new UnreadableSource(`${shown}: the answer is ${await refusalIn(answer)}`)
    const type = answer.headers.get('content-type') ?? ''
    if (/\bhtml\b/.test(type))
      throw new UnreadableSource(`${shown}: the answer is a page for people (${type}), and no contract`)
    const isJson = /\bjson\b/.test(type)
    const format = isJson ? 'json' : formatOfFile(new URL(url).pathname)
    return { bytes: await bodyOf(answer, longest), format }
  } catch (error) {
    if (error instanceof UnreadableSource || error instanceof ClientError) throw error
    if (error instanceof TooLong) throw new UnreadableSource(`${shown}: ${error.message}`)
    const { reason } = connectionFault(error, patience)
    throw new UnreadableSource(`${shown}: it cannot be read: ${reason.replaceAll(url, shown)}`)
  }
}

/** A status, and what a registry says beside it. */
async function refusalIn(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    await answer.body?.cancel()
    return `${answer.status}`
  }
  const detail = await bodyOf(answer, longestProblem)
    .then(detailOf)
    .catch(() => undefined)
  return detail === undefined ? `${answer.status}` : `${answer.status}: ${plain(excerpt(detail, 500))}`
}

function detailOf(problem: Buffer): string | undefined {
  const { detail } = JSON.parse(problem.toString()) ?? {}
  return typeof detail === 'string' ? detail : undefined
}

/** @throws TooLong when there is more than `most` bytes of it. */
async function bodyOf(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > most) throw new TooLong(`it has more than ${most} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The token of the registry that the variables name goes to that registry only. */
function tokenFor(url: string, env: Environment): Record<string, string> {
  const registry = given(env.DC43_REGISTRY_URL)?.replace(/\/+$/, '')
  if (registry === undefined || !url.startsWith(`${registry}/`)) return {}
  const token = tokenOfVariables(env, process.cwd())
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}

/** What a source is called. Of a URL without what stands before `@` and behind `?`, which may be secret. */
export function shownName(name: string): string {
  if (!isUrl(name)) return name
  return name.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/s, '')
}
