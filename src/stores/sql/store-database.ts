import type { SqlDatabase } from '../../sql/database.ts'
import type { TablesOf } from '../../sql/tables.ts'
import { datasetEvents } from './dataset-events/tables.ts'
import { feed, history } from './history/tables.ts'
import { fieldDescriptions, fields, postings, search, segments, texts } from './search-index/tables.ts'
import { activeVersions, contracts, links, locks, revisions, sources } from './tables.ts'
import { testChecks, testReports, testRuns, testStates, testSweeps } from './test-runs/tables.ts'
import { validations } from './validation/tables.ts'

/** The tables of a store, each declared by the subject that owns it. */
export const storeTables = {
  ...{ contracts, sources, locks, revisions, links, activeVersions },
  ...{ history, feed },
  ...{ texts, fields, fieldDescriptions, search, segments, postings },
  validations,
  ...{ testRuns, testChecks, testReports, testStates, testSweeps },
  ...{ datasetEvents },
}

/** The tables of a store, in whichever dialect. */
export type Tables = TablesOf<typeof storeTables>

/** A database that has the tables of a store. */
export type StoreDatabase = SqlDatabase<Tables>
