import { onTestFinished, test } from 'vitest'
import { postgresServer } from '../support/live-servers.ts'
import { findPython, runPytest } from '../support/python.ts'

const title = "dc43's own Python packages work with this service and with its SQLite file"
const found = await findPython()

if ('missing' in found) {
  process.stderr.write(`NOT RUN: Python client tests: ${found.missing}\n`)
  test.skip(title)
} else {
  test(title, { timeout: 3_600_000 }, async ({ signal }) => {
    const database = postgresServer.isThere ? await postgresServer.create() : undefined
    onTestFinished(() => database?.drop())
    await runPytest(found.python, signal, database && { DC43_TEST_POSTGRES_DATABASE: database.dsn })
  })
}
