import type { Request } from './requests.ts'

/** What a server answers to a request, for the bare route to answer the same. */
export interface KnownAnswer {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Asks a server. Throws when the answer is an error. */
export async function answerOf(name: string, url: string, request: Request): Promise<KnownAnswer> {
  const { method = 'GET', path, headers = {}, body } = request
  const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
  const text = await answer.text()
  if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  const kept = ['content-type', 'etag'].flatMap(header => {
    const value = answer.headers.get(header)
    return value === null ? [] : [[header, value] as const]
  })
  return {
    ...{ name, method, status: answer.status },
    headers: Object.fromEntries(kept),
    body: text === '' ? undefined : text,
  }
}
