import { type Dirent, readdirSync, statSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { ClientError } from './errors.ts'

/** What the names of documents end with. */
export const documentExtensions: readonly string[] = ['.yaml', '.yml', '.json']

/** How a file is read, by its name. JSON is YAML as well, but its faults are told better by those who know that it is JSON. */
export function formatOfFile(name: string): 'json' | 'yaml' {
  return extname(name).toLowerCase() === '.json' ? 'json' : 'yaml'
}

export interface FoundFile {
  readonly file: string
  /** Whether it was named itself, and not found in a folder. */
  readonly isNamed: boolean
}

/** The files that arguments name, and those in the folders that they name, in the order of their paths. */
export interface Found {
  readonly files: readonly FoundFile[]
  /** Links in folders, which are not followed: they may lead to anything. */
  readonly links: readonly string[]
}

/** @throws ClientError for a path that is not there. */
export function findFiles(paths: readonly string[]): Found {
  const files = new Map<string, FoundFile>()
  const links: string[] = []
  for (const path of paths) {
    if (statOf(path).isDirectory()) {
      for (const file of filesIn(path, links))
        if (!files.has(resolve(file))) files.set(resolve(file), { file, isNamed: false })
    } else files.set(resolve(path), { file: path, isNamed: true })
  }
  return { files: [...files.values()], links }
}

function statOf(path: string) {
  try {
    return statSync(path)
  } catch (error) {
    const { code } = error as { code?: string }
    throw new ClientError(code === 'ENOENT' ? `${path} is not there` : `${path} cannot be read (${code})`)
  }
}

/** Hidden folders, such as `.git`, and what npm installs have no contracts of their own. */
function* filesIn(folder: string, links: string[]): Generator<string> {
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    const isDocument = documentExtensions.includes(extname(entry.name).toLowerCase())
    if (entry.isSymbolicLink()) links.push(path)
    else if (entry.isDirectory()) yield* filesIn(path, links)
    else if (entry.isFile() && isDocument) yield path
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw new ClientError(`${folder} cannot be read (${(error as { code?: string }).code})`)
  }
}
