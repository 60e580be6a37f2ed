import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../test/support/free-port.ts'
import { type DataSet, publishSet } from './data.ts'
import { startProcess } from './processes.ts'
import type { Subject } from './subjects.ts'

/** Prints the release of dc43, when it is there with its HTTP service. */
const probe =
  'import importlib.metadata as m; import uvicorn, fastapi, sqlalchemy; print(m.version("dc43-service-backends"))'

/**
 * The Python service of dc43 on an SQLite file of its own, with these contracts.
 *
 * @param python an interpreter that has it; undefined is answered when it has not, or has no uvicorn to serve it with.
 */
export async function dc43(python: string, data: Iterable<DataSet>): Promise<Subject | undefined> {
  const { status, stdout } = spawnSync(python, ['-c', probe], { encoding: 'utf8' })
  if (status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'))
  const port = await freePort()
  const server = await startProcess({
    command: python,
    args: [
      ...['-m', 'uvicorn', 'dc43_service_backends.webapp:app', '--host', '127.0.0.1'],
      ...['--port', String(port), '--log-level', 'warning', '--no-access-log'],
    ],
    env: {
      DC43_CONTRACT_STORE_TYPE: 'sql',
      DC43_CONTRACT_STORE_DSN: `sqlite:///${join(folder, 'dc43.db')}`,
    },
    url: `http://127.0.0.1:${port}`,
    probe: '/contracts?limit=1',
  })
  const subject: Subject = {
    ...{ name: 'dc43', server, version: `dc43 ${stdout.trim()} on SQLite` },
    knows: one => one.isInDc43,
    pathOf: () => undefined,
    databaseCpu: () => 0,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    for (const set of data) await publishSet(server.url, set)
    return subject
  } catch (error) {
    await subject.stop()
    throw error
  }
}
