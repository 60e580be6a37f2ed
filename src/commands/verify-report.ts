import type { Comparison, Difference } from '../stores/transfer/compare.ts'
import type { Inconsistency } from '../stores/transfer/consistency.ts'
import { countText, entriesText } from './progress.ts'

/** What a comparison has found, and what the two sides are called. */
export interface Found {
  readonly names: readonly [string, string]
  readonly comparison: Comparison
  /** Versions that are not as the history of their store says. */
  readonly inconsistent: readonly (Inconsistency & { readonly in: string })[]
}

/** For people: a line for each difference, and what was compared. */
export function textReport({ names, comparison, inconsistent }: Found): string {
  const { contractIds, different, differences } = comparison
  const compared = `${countText(contractIds.length, 'contract')}, ${entriesText(comparison)}`
  const lines = [
    ...differences.map(one => differenceText(one, names)),
    ...inconsistent.map(
      one =>
        `${JSON.stringify(one.contractId)} ${JSON.stringify(one.version)} in ${one.in}: not as its history says`,
    ),
  ]
  if (lines.length === 0) return `equal: ${compared}`
  const sum =
    different === 0
      ? 'the histories are equal, the versions are not'
      : `${countText(different, 'contract is', 'contracts are')} different`
  return [...lines, `not equal: ${sum}; compared: ${compared}`].join('\n')
}

function differenceText(difference: Difference, [first, second]: Found['names']): string {
  const { onlyIn, facts } = difference
  const what = onlyIn ? `only in ${onlyIn === 'first' ? first : second}` : `another ${facts.join(', ')}`
  return `${placeText(difference)}: ${what}`
}

function placeText({ contractId, place }: Difference): string {
  const id = JSON.stringify(contractId)
  if ('version' in place) return `${id} ${JSON.stringify(place.version)}, revision ${place.revision}`
  if ('testRun' in place) return `${id}, test run ${JSON.stringify(place.testRun)}`
  return `${id}, link of the dataset ${JSON.stringify(place.datasetId)} ${JSON.stringify(place.datasetVersion)}`
}

function placeJson(place: Difference['place']) {
  if ('version' in place) return { version: place.version, revision: place.revision }
  if ('testRun' in place) return { run_id: place.testRun }
  return { dataset_id: place.datasetId, dataset_version: place.datasetVersion }
}

/** For programs: one JSON object. */
export function jsonReport({ names: [first, second], comparison, inconsistent }: Found): string {
  const { contractIds, versions, testRuns, links, different, differences } = comparison
  const report = {
    equal: different === 0 && inconsistent.length === 0,
    first,
    second,
    contracts: contractIds.length,
    changes: versions,
    test_runs: testRuns,
    links,
    different_contracts: different,
    differences: differences.map(({ contractId, place, onlyIn, facts }) => ({
      contract_id: contractId,
      ...placeJson(place),
      only_in: onlyIn ?? null,
      differs: facts,
    })),
    inconsistent: inconsistent.map(one => ({
      contract_id: one.contractId,
      version: one.version,
      store: one.in === first ? 'first' : 'second',
    })),
  }
  return JSON.stringify(report, null, 2)
}
