import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

export interface Answer {
  readonly body: Buffer
  readonly milliseconds: number
}

/** Sends a request and waits for all of the answer. Throws when it is an error. */
export function ask(url: string, method = 'GET', body?: string): Promise<Answer> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = request(url, { agent, method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const milliseconds = performance.now() - start
        const text = Buffer.concat(chunks)
        if ((answer.statusCode ?? 500) < 300) resolve({ body: text, milliseconds })
        else reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Reads an answer of lines as it comes and keeps none; how many lines, and bytes, there were. */
export function countLines(url: string): Promise<{ lines: number; bytes: number; milliseconds: number }> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, answer => {
      let lines = 0
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ lines, bytes, milliseconds: performance.now() - start }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The time below which this share of some times is, to a hundredth of a millisecond. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return Number((value ?? Number.NaN).toFixed(2))
}
