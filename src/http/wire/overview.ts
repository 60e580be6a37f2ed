import { z } from 'zod'
import type { TestRun } from '../../stores/test-run-store.ts'
import type { Overview } from '../../use-cases/overview.ts'
import { compatibilityRecord, eventJson, historyEvent } from './history-event.ts'
import { nullableText, shape, type Wire } from './shape.ts'
import { exampleSummary, validationSummary, validationSummaryJson } from './summary.ts'
import { exampleTest, lastTest, lastTestJson } from './test-run.ts'

/** An overview of a contract. */
export const overview = shape(
  'ContractOverview',
  z.object({
    contract_id: z.string(),
    name: z.string().meta({
      description:
        'The name of the latest version, so are owner and domain; where `latest` is null, of the highest.',
    }),
    owner: nullableText,
    domain: nullableText,
    latest: nullableText.meta({
      description:
        'The version that `/latest` answers with. Null when no version has a status of `contract_store.status_filter`; without that, every status will do.',
    }),
    latest_by_status: z.record(z.string(), z.string()).meta({
      description: 'The latest version of each status, by the status in lower case; `none` for no status.',
    }),
    versions_by_status: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: 'The versions of each status, ascending.' }),
    links: z.int().meta({ description: 'How many dataset versions follow a version of the contract.' }),
    last_change: historyEvent.nullable(),
    tests: z
      .array(lastTest)
      .meta({ description: 'The last test run of each server, the newest first; of 20 servers at most.' }),
    compatibility: z.record(z.string(), compatibilityRecord).meta({
      description: 'What versions changed against the approved one before them, by the version.',
    }),
    validation: validationSummary.meta({ description: 'Of the version whose name this is, see `name`.' }),
  }),
  {
    description: 'An overview of a contract.',
    examples: {
      ContractOverview: {
        contract_id: 'sales.orders',
        name: 'Orders',
        owner: 'Sales',
        domain: 'sales',
        latest: '1.1.0',
        latest_by_status: { active: '1.0.0', draft: '1.1.0' },
        versions_by_status: { active: ['1.0.0'], draft: ['1.1.0'] },
        links: 3,
        last_change: null,
        tests: [exampleTest],
        compatibility: {},
        validation: exampleSummary.validation,
      },
    },
  },
)

export function overviewJson(seen: Overview, tests: readonly TestRun[]): Wire<typeof overview> {
  const { latest, shown, versions, latestByStatus, links, lastChange } = seen
  return {
    contract_id: seen.contractId,
    name: shown.name,
    owner: shown.owner ?? null,
    domain: shown.domain ?? null,
    latest: latest?.version ?? null,
    latest_by_status: Object.fromEntries(latestByStatus),
    versions_by_status: Object.fromEntries(versions),
    links,
    last_change: lastChange ? eventJson(lastChange) : null,
    tests: tests.map(lastTestJson),
    compatibility: Object.fromEntries(seen.compatibility),
    validation: validationSummaryJson(seen.validation),
  }
}
