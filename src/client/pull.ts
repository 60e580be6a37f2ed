import { originalDocument } from './compare.ts'
import { type ConnectionError, connectionErrorOf, type Problem, RefusedError } from './errors.ts'
import { inParallel } from './parallel.ts'
import type { PulledFolder } from './pulled-folder.ts'
import type { Registry, Summary } from './registry.ts'

/** What became of a version. `kept`: its file was changed here and is as it was. */
export interface PulledVersion {
  readonly contract_id: string
  readonly version: string | null
  readonly result: 'written' | 'unchanged' | 'kept' | 'refused'
  readonly file: string | null
  readonly problem?: Problem
}

export interface PullOptions {
  readonly overwrite: boolean
  readonly parallel: number
  readonly onResult: (pulled: PulledVersion) => void
}

/** The versions of some contracts, or of all there are. A contract that is not there has a problem in their place. */
export async function wantedVersions(
  registry: Registry,
  ids: readonly string[] | undefined,
): Promise<{ readonly versions: readonly Summary[]; readonly missing: readonly PulledVersion[] }> {
  if (ids === undefined) {
    const versions: Summary[] = []
    for await (const page of registry.allVersions()) versions.push(...page.items)
    return { versions, missing: [] }
  }
  const versions: Summary[] = []
  const missing: PulledVersion[] = []
  for (const id of new Set(ids)) {
    const found = await registry.versionsOf(id)
    versions.push(...found)
    if (found.length === 0) missing.push({ contract_id: id, version: null, ...refused(noContract(id)) })
  }
  return { versions, missing }
}

/** Writes the documents of versions to a folder, as they were published. What is there already is not asked for. */
export async function pull(
  registry: Registry,
  versions: readonly Summary[],
  folder: PulledFolder,
  options: PullOptions,
): Promise<{ readonly items: readonly PulledVersion[]; readonly fault: ConnectionError | undefined }> {
  const items: PulledVersion[] = []
  const fault = await inParallel(versions, options.parallel, async summary => {
    const pulled = await pullOne(registry, summary, folder, options.overwrite)
    items.push(pulled)
    options.onResult(pulled)
  }).then(() => undefined, connectionErrorOf)
  return { items, fault }
}

async function pullOne(
  registry: Registry,
  summary: Summary,
  folder: PulledFolder,
  overwrite: boolean,
): Promise<PulledVersion> {
  const { contract_id, version } = summary
  const file = folder.has(summary)
  if (file !== undefined) return { contract_id, version, result: 'unchanged', file }
  try {
    const document = await originalDocument(registry, { contractId: contract_id, version })
    return { contract_id, version, ...folder.write(summary, document, overwrite) }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { contract_id, version, ...refused(error.problem) }
  }
}

function refused(problem: Problem) {
  return { result: 'refused' as const, file: null, problem }
}

function noContract(id: string): Problem {
  const detail = `there is no contract ${JSON.stringify(id)}, or this caller may not see it`
  return { status: 404, code: 'contract-not-found', title: 'There is no such contract', detail }
}
