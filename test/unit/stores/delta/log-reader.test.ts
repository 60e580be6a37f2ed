import { expect, test } from 'vitest'
import { LogReader } from '../../../../src/stores/delta/log-reader.ts'
import { LogTable } from '../../../../src/stores/delta/log-table.ts'
import { tableNames } from '../../../../src/stores/delta/names.ts'
import type { Row, StatementsApi } from '../../../../src/stores/delta/statements-api.ts'
import { Written } from '../../../../src/stores/delta/written.ts'
import { writeEntry } from '../../../../src/stores/entry-text.ts'
import { entryOf } from '../../../support/git.ts'
import { jsonVersion } from '../../../support/sample-contracts.ts'

const entries = ['1.0.0', '2.0.0', '3.0.0'].map(version => entryOf(jsonVersion('a', version)))
const rows: Row[] = entries.map((entry, at) => [`${at + 1}`, entry.id, '0', writeEntry(entry)])

/** A warehouse of whose results each holds one entry, and none beside what is asked along. */
function narrowWarehouse(): StatementsApi {
  const run = async (statement: string) => {
    if (statement.includes('DESC LIMIT 1')) return { rows: rows.slice(-1), isCut: false }
    const from = Number(/sequence >= (\d+)/.exec(statement)?.[1])
    const page = rows.slice(from - 1)
    if (!statement.includes('UNION ALL')) return { rows: page.slice(0, 1), isCut: page.length > 1 }
    const version: Row = ['3', null, null, null, 'a', '3.0.0', 'digest']
    return { rows: [version], isCut: true }
  }
  return { run } as unknown as StatementsApi
}

test('entries are read of which no two fit into a result, beside versions that are asked along', async () => {
  const records = new LogTable(narrowWarehouse(), tableNames('main.governance.contracts', ''))
  const reader = new LogReader(records, new Written())
  await reader.refresh([])
  expect(reader.end).toEqual({ position: 3, mark: entries[2]?.id })
  const read: string[] = []
  for await (const page of reader.entriesAfter({ position: 0, mark: '' }))
    read.push(...page.map(({ mark }) => mark))
  expect(read).toEqual(entries.map(({ id }) => id))

  const about = [{ contractId: 'a', version: '3.0.0' }]
  await reader.refresh(about)
  expect(reader.lookedAt(about)).toMatchObject([{ last: 'digest', position: 3, row: undefined }])
})
