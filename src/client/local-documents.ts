import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { FileError, type Finding, type Problem } from './errors.ts'
import { documentExtensions, type FoundFile, formatOfFile } from './files.ts'
import { namesInPulledFolder } from './pulled-folder.ts'
import type { Format, VersionName } from './registry.ts'

/** A file with a contract version. */
export interface LocalDocument extends VersionName {
  readonly file: string
  readonly format: Format
  /** What the registry tells documents by; undefined when `fault` says why it will most likely refuse this one. */
  readonly digest: string | undefined
  readonly fingerprint: string | undefined
  readonly fault: Problem | undefined
  /** The bytes that all this was read from. @throws FileError when the file has changed since then, or is gone. */
  readonly bytes: () => Buffer
}

/** A file, and what it is. */
export type ReadFile =
  | { readonly document: LocalDocument }
  | { readonly file: string; readonly problem: Problem }
  /** `doubt` says why it may have been meant to be one. */
  | { readonly file: string; readonly isNoContract: true; readonly doubt: string | undefined }

/** The part of the domain that reads documents. It takes longer to load than all else here. */
async function loadReader() {
  const [
    { readContractVersion },
    { parseJson },
    { parseYaml },
    nodes,
    { decodeUtf8 },
    errors,
    { ownIdentity },
    { isContractLike, contractDoubt },
  ] = await Promise.all([
    import('../domain/uploaded-version.ts'),
    import('../domain/document/parse-json.ts'),
    import('../domain/document/parse-yaml.ts'),
    import('../domain/document/node.ts'),
    import('../domain/utf8.ts'),
    import('../domain/errors.ts'),
    import('../domain/own-identity.ts'),
    import('../domain/is-contract-like.ts'),
  ])
  return {
    ...{ readContractVersion, parseJson, parseYaml, decodeUtf8, ownIdentity, isContractLike, contractDoubt },
    ...{ memberOf: nodes.memberOf, stringMember: nodes.stringMember, RegistryError: errors.RegistryError },
  }
}

type Reader = Awaited<ReturnType<typeof loadReader>>

/** Reads files as the registry would, one after the other. */
export async function* readDocuments(files: readonly FoundFile[]): AsyncGenerator<ReadFile> {
  const reader = await loadReader()
  for (const found of files) {
    yield readOne(reader, found)
    // progress is shown, and signals are heard, between two files
    await new Promise(setImmediate)
  }
}

function readOne(reader: Reader, { file, isNamed }: FoundFile): ReadFile {
  const format = formatOfFile(file)
  try {
    const bytes = readFileSync(file)
    const text = reader.decodeUtf8(bytes)
    if (text === undefined) return faulty(file, 'malformed-document', 'the file is not UTF-8 text')
    const root = format === 'json' ? reader.parseJson(text) : reader.parseYaml(text)
    const inPath = namesInPulledFolder(file, nameWithoutExtension(file))
    const isContract =
      isNamed || inPath !== undefined || (root.kind === 'object' && reader.isContractLike(root))
    if (!isContract) return { file, isNoContract: true, doubt: reader.contractDoubt(file, root) }
    if (root.kind !== 'object')
      return faulty(file, 'invalid-document', `the document is no object, but ${root.kind}`)
    // in a folder that was pulled, the path stands for what a document leaves out
    const name = reader.ownIdentity(root, text, inPath ?? {})
    if ('findings' in name) return faulty(file, 'invalid-document', undefined, name.findings)
    const derived = derivedOf(reader, { bytes, format }, name)
    return { document: { ...name, file, format, bytes: bytesOf(file, bytes), ...derived } }
  } catch (error) {
    if (error instanceof reader.RegistryError) return faulty(file, error.code, error.message, error.findings)
    return { file, problem: unreadable(error) }
  }
}

/**
 * Reads a file again when its bytes are needed: those of thousands would not fit into memory. A pipe, such as `<(command)`
 * of a shell, can be read once only.
 */
function bytesOf(file: string, bytes: Buffer): () => Buffer {
  if (!statSync(file).isFile()) return () => bytes
  const digest = hash('sha256', bytes)
  return () => {
    const now = bytesNow(file)
    if (hash('sha256', now) === digest) return now
    const detail = 'the file has changed since it was read; run the command again'
    throw new FileError(file, faultOf('changed-file', detail, []))
  }
}

function bytesNow(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new FileError(file, unreadable(error))
  }
}

/** Why the system does not read a file. All other errors are thrown again. */
function unreadable(error: unknown): Problem {
  const { code } = error as { code?: string }
  if (code === undefined) throw error
  return faultOf('unreadable-file', `the file cannot be read (${code})`, [])
}

/** Whether a JSON file has exactly the value of a document in JSON; the registry then leaves the YAML that it has. */
export async function hasSameValue(document: LocalDocument, json: Buffer): Promise<boolean> {
  const [{ readContractVersion, parseJson }, { isSameValue }] = await Promise.all([
    loadReader(),
    import('../domain/document/same-value.ts'),
  ])
  const upload = { bytes: document.bytes(), format: document.format }
  return isSameValue(readContractVersion(upload, document).document, parseJson(json.toString()))
}

/** What tells the document from others. The registry has the last word on what it refuses. */
function derivedOf(
  reader: Reader,
  upload: { readonly bytes: Buffer; readonly format: Format },
  name: VersionName,
): Pick<LocalDocument, 'digest' | 'fingerprint' | 'fault'> {
  try {
    const { digest, fingerprint } = reader.readContractVersion(upload, name).version
    return { digest, fingerprint, fault: undefined }
  } catch (error) {
    if (!(error instanceof reader.RegistryError)) throw error
    const fault = faultOf(error.code, error.message, error.findings)
    return { digest: undefined, fingerprint: undefined, fault }
  }
}

function nameWithoutExtension(file: string): string {
  const name = basename(file)
  return documentExtensions.includes(extname(name).toLowerCase())
    ? name.slice(0, -extname(name).length)
    : name
}

function faulty(
  file: string,
  code: string,
  detail: string | undefined,
  findings: readonly Finding[] = [],
): ReadFile {
  return { file, problem: faultOf(code, detail ?? findings[0]?.detail ?? '', findings) }
}

function faultOf(code: string, detail: string, findings: readonly Finding[]): Problem {
  const problem = { status: 400, code, title: 'The file cannot be published', detail }
  return findings.length > 0 ? { ...problem, errors: findings } : problem
}
