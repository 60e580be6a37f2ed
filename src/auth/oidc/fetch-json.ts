/** How long an issuer may take to answer, in milliseconds. */
const timeout = 5000

/** The longest answer that is read: an issuer's documents are far smaller. */
const maxLength = 1024 ** 2

/**
 * Reads a JSON object of the issuer. Redirects are not followed: keys come from where the configuration says.
 *
 * @throws Error when there is no such answer.
 */
export async function fetchObject(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  })
  // in the query of a URL there may be a key
  const [place] = url.split('?', 1)
  if (answer.status !== 200) {
    await answer.body?.cancel()
    throw new Error(`${place} answered ${answer.status}`)
  }
  const document: unknown = JSON.parse(await textOf(answer))
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
    return document as Record<string, unknown>
  }
  throw new Error(`${place} did not answer with a JSON object`)
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > maxLength) throw new Error(`the issuer answered with more than ${maxLength} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
