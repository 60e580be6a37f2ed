import { compareVersions } from '../domain/version.ts'
import { isTagOf } from './compare.ts'
import { type ConnectionError, connectionErrorOf, FileError, type Problem, RefusedError } from './errors.ts'
import type { LocalDocument, ReadFile } from './local-documents.ts'
import { inParallel } from './parallel.ts'
import type { Registry } from './registry.ts'

/** What became of a file; with a dry run, what would. */
export interface PushedFile {
  readonly file: string
  readonly contract_id: string | null
  readonly version: string | null
  /** `not-tried`: the registry could not be reached any more. */
  readonly result: 'created' | 'updated' | 'unchanged' | 'refused' | 'not-tried'
  readonly problem?: Problem
}

export interface PushOptions {
  readonly dryRun: boolean
  readonly parallel: number
  readonly reason: string | undefined
  readonly onResult: (pushed: PushedFile) => void
}

/** What was pushed, in the order of the files, and why it ended before the end. */
export interface Push {
  readonly items: readonly PushedFile[]
  readonly fault: ConnectionError | undefined
}

/**
 * Publishes documents: contracts side by side, the versions of each in ascending order, as policies may want it. What is
 * in the registry already is not sent. A document that is refused keeps no other from being published.
 */
export async function push(
  registry: Registry,
  files: readonly ReadFile[],
  options: PushOptions,
): Promise<Push> {
  const results = new Map<string, PushedFile>()
  const settle = (pushed: PushedFile) => {
    results.set(pushed.file, pushed)
    options.onResult(pushed)
  }
  for (const one of files) {
    if ('problem' in one)
      settle({ file: one.file, contract_id: null, version: null, result: 'refused', problem: one.problem })
  }
  const documents = files.flatMap(one => ('document' in one ? [one.document] : []))
  const { unique, repeated } = withoutRepetitions(documents)
  for (const refused of repeated) settle(refused)
  const contracts = [...Map.groupBy(unique, ({ contractId }) => contractId).values()]
  const fault = await inParallel(contracts, options.parallel, async versions => {
    for (const document of versions.toSorted((a, b) => compareVersions(a.version, b.version)))
      settle(await pushOne(registry, document, options))
  }).then(() => undefined, connectionErrorOf)
  const items = documents.map(
    document => results.get(document.file) ?? { ...shown(document), result: 'not-tried' as const },
  )
  const unread = files.flatMap(one => ('problem' in one ? (results.get(one.file) ?? []) : []))
  return { items: [...unread, ...items], fault }
}

async function pushOne(
  registry: Registry,
  document: LocalDocument,
  options: PushOptions,
): Promise<PushedFile> {
  try {
    return { ...shown(document), result: await publish(registry, document, options) }
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof FileError)) throw error
    return { ...shown(document), result: 'refused', problem: error.problem }
  }
}

async function publish(
  registry: Registry,
  document: LocalDocument,
  { dryRun, reason }: PushOptions,
): Promise<PushedFile['result']> {
  const etag = await registry.etagOf(document)
  if (etag !== undefined && isTagOf(etag, document.digest)) return 'unchanged'
  const upload = { bytes: document.bytes(), format: document.format }
  try {
    const { action } = await registry.publish(document, upload, { etag, dryRun, reason })
    return action === 'no-op' ? 'unchanged' : action === 'create' ? 'created' : 'updated'
  } catch (error) {
    if (!(error instanceof RefusedError) || error.problem.status !== 412) throw error
    const now = await registry.etagOf(document)
    if (now === undefined || !isTagOf(now, document.digest)) throw error
    // somebody else was faster; or the answer to a first try was lost, and its repetition met what that has published
    if (!error.isOfRepetition) return 'unchanged'
    return etag === undefined ? 'created' : 'updated'
  }
}

function shown({ file, contractId, version }: LocalDocument) {
  return { file, contract_id: contractId, version }
}

/** Files of the same version contradict each other: which one is meant, nobody knows. */
function withoutRepetitions(documents: readonly LocalDocument[]) {
  const groups = [
    ...Map.groupBy(documents, ({ contractId, version }) => `${contractId}\0${version}`).values(),
  ]
  const unique = groups.flatMap(group => (group.length === 1 ? group : []))
  const repeated = groups
    .filter(group => group.length > 1)
    .flatMap(group =>
      group.map((document): PushedFile => {
        const others = group.filter(other => other !== document).map(({ file }) => file)
        const detail = `${others.slice(0, 3).join(', ')} ${others.length > 1 ? 'are' : 'is'} of the same version; keep one`
        const problem = {
          status: 409,
          code: 'repeated-version',
          title: 'Several files are one version',
          detail,
        }
        return { ...shown(document), result: 'refused', problem }
      }),
    )
  return { unique, repeated }
}
