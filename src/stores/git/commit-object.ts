import type { GitObject } from './objects.ts'

/** Who did something, and when. */
export interface Signature {
  readonly name: string
  readonly email: string
  readonly time: Date
}

/** A commit as it is kept. */
export interface Commit {
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

/** Reads the object of a commit. What is missing or odd in it is no error: others have made it. */
export function readCommit({ content }: GitObject): Commit {
  const end = content.indexOf('\n\n')
  const header = content.subarray(0, end === -1 ? content.length : end)
  const encoding = /^encoding (\S+)$/m.exec(header.toString('latin1'))?.[1]
  const decode = decoderOf(encoding)
  const text = decode(header)
  return {
    author: signatureOf(text, 'author'),
    committer: signatureOf(text, 'committer'),
    message: end === -1 ? '' : decode(content.subarray(end + 2)),
  }
}

/** The commits that a commit was made behind of. */
export function parentsOf({ content }: GitObject): string[] {
  const end = content.indexOf('\n\n')
  const header = content.subarray(0, end === -1 ? content.length : end).toString('latin1')
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(match => match[1] ?? '')
}

function signatureOf(header: string, role: string): Signature {
  const line = new RegExp(`^${role} (.*)$`, 'm').exec(header)?.[1] ?? ''
  const [, name = '', email = '', seconds = ''] = /^(.*?) ?<([^>]*)> ?(\d*)/.exec(line) ?? []
  // a time that no date can hold is none
  const time = new Date(Math.min(Number(seconds) * 1000, 8.64e15))
  return { name, email, time }
}

function decoderOf(encoding = 'utf-8'): (bytes: Buffer) => string {
  try {
    const decoder = new TextDecoder(encoding)
    return bytes => decoder.decode(bytes)
  } catch {
    return bytes => bytes.toString()
  }
}
