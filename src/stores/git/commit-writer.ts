import type { GitCommands } from './command.ts'
import type { Signature } from './commit-object.ts'

/** What a file becomes: new bytes, an object that is there already, or, when undefined, nothing. */
export interface FileEdit {
  readonly path: string
  readonly content: Buffer | string | undefined
}

/** A commit to make. */
export interface NewCommit {
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
  readonly edits: readonly FileEdit[]
}

/**
 * Makes commits, each on the one before it, to which nothing points yet: with one process, and without index, filters or
 * attributes. Resolves with their names.
 *
 * @param parent the commit before the first of them; empty when there is none.
 * @param nameLength how long the names of objects are in the repository.
 */
export async function writeCommits(
  { git, nameLength }: { readonly git: GitCommands; readonly nameLength: number },
  parent: string,
  commits: readonly NewCommit[],
): Promise<string[]> {
  const ref = `refs/dc43-registry/new/${crypto.randomUUID()}`
  const parts: (string | Buffer)[] = ['feature done\n']
  let mark = 0
  let before = parent
  const made = commits.map(commit => {
    const marks = new Map<Buffer, number>()
    for (const { content } of commit.edits) {
      if (!Buffer.isBuffer(content) || marks.has(content)) continue
      marks.set(content, ++mark)
      parts.push(`blob\nmark :${mark}\ndata ${content.length}\n`, content, '\n')
    }
    const message = Buffer.from(commit.message)
    parts.push(`commit ${ref}\nmark :${++mark}\n`)
    parts.push(`author ${signatureText(commit.author)}\ncommitter ${signatureText(commit.committer)}\n`)
    parts.push(`data ${message.length}\n`, message, '\n')
    if (before !== '') parts.push(`from ${before}\n`)
    for (const { path, content } of commit.edits) {
      if (content === undefined) parts.push(`D ${path}\n`)
      else parts.push(`M 100644 ${Buffer.isBuffer(content) ? `:${marks.get(content)}` : content} ${path}\n`)
    }
    parts.push('\n')
    before = `:${mark}`
    return before
  })
  // the names of the commits are all that is wanted: a ref that is gone before the end is never written
  parts.push(
    ...made.map(name => `get-mark ${name}\n`),
    `reset ${ref}\nfrom ${'0'.repeat(nameLength)}\n\n`,
    'done\n',
  )
  const names = await git.text(['fast-import', '--quiet', '--date-format=raw', '--force'], { input: parts })
  return names.split('\n')
}

/** As git writes it; what it would take for the end of a name or an address is left out. */
function signatureText({ name, email, time }: Signature): string {
  const plain = (text: string) =>
    text
      .toWellFormed()
      .replace(/[<>\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
  const seconds = Math.max(0, Math.floor(time.getTime() / 1000))
  return `${plain(name).replace(/^[.,:;"'\\]+|[.,:;"'\\]+$/g, '') || 'unknown'} <${plain(email)}> ${seconds} +0000`
}
