import { ClientError } from '../../client/errors.ts'
import { findFiles } from '../../client/files.ts'
import { type ReadFile, readDocuments } from '../../client/local-documents.ts'
import { plain } from '../../domain/plain-text.ts'
import type { ClientContext } from './context.ts'

/** What files and folders have: contracts, faults, and what is no contract. */
export interface ReadFiles {
  readonly files: readonly ReadFile[]
  /** Files that are no contracts, and links, which are not followed. */
  readonly skipped: readonly string[]
  /** Files that were skipped, and may have been meant to be contracts. */
  readonly doubtful: readonly { readonly file: string; readonly detail: string }[]
}

/** @throws ClientError when there is no contract at all: a folder was meant that has some. */
export async function readFiles({ words, progress, tell }: ClientContext): Promise<ReadFiles> {
  const { files: found, links } = findFiles(words)
  const files: ReadFile[] = []
  for await (const file of readDocuments(found)) {
    files.push(file)
    progress.show(() => `read ${files.length} of ${found.length} files`)
  }
  progress.clear()
  const others = files.flatMap(one => ('isNoContract' in one ? [one] : []))
  const doubtful = others.flatMap(({ file, doubt }) =>
    doubt === undefined ? [] : [{ file, detail: `passed over, because ${doubt}` }],
  )
  for (const { file, detail } of doubtful) tell(`${plain(file)}: ${plain(detail)}`)
  if (links.length > 0)
    tell(`not followed, because links may lead anywhere: ${links.map(plain).slice(0, 5).join(', ')}`)
  if (files.length === others.length)
    throw new ClientError(
      `there is no contract in ${words.map(plain).join(', ')}: no .yaml, .yml or .json file has one`,
    )
  return { files, skipped: [...others.map(({ file }) => file), ...links], doubtful }
}
