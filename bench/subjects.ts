import { writeFileSync } from 'node:fs'
import fastify from 'fastify'
import { freePort } from '../test/support/free-port.ts'
import type { KnownAnswer } from './answers.ts'
import type { Case } from './cases.ts'
import { type DataSet, publishSet } from './data.ts'
import { type DatabaseName, databaseMaker } from './databases.ts'
import { cpuOf, type ServerProcess, startProcess } from './processes.ts'
import { startService } from './service.ts'

/** A server under measurement, with what it stores. */
export interface Subject {
  readonly name: string
  readonly server: ServerProcess
  /** What answers, with its release. */
  readonly version: string
  /** Whether it knows what a case asks for. */
  knows(one: Case): boolean
  /** Where a case of that name is asked for; undefined where the paths are those of the registry. */
  pathOf(name: string): string | undefined
  /** The processor time that its database server has used. */
  databaseCpu(): number
  stop(): Promise<void>
}

/** The registry on a database of its own, with these contracts. Undefined when the database is not installed. */
export async function registryOn(
  name: DatabaseName,
  program: string,
  data: Iterable<DataSet>,
): Promise<Subject | undefined> {
  const maker = await databaseMaker(name)
  if (!maker) return undefined
  const database = await maker.create()
  let server: ServerProcess | undefined
  const stop = async () => {
    await server?.stop()
    await database.drop()
    await maker.stop()
  }
  try {
    server = await startService(database.dsn, { program })
    for (const set of data) await publishSet(server.url, set)
    await server.stop()
    await database.settle()
    server = await startService(database.dsn, { program })
    return {
      ...{ name, server, version: await database.version() },
      knows: () => true,
      pathOf: () => undefined,
      databaseCpu: () => (maker.pid === undefined ? 0 : cpuOf(maker.pid)),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Bare routes with those answers, which are kept in a file. */
export async function bareRoutes(answers: readonly KnownAnswer[], file: string): Promise<Subject> {
  writeFileSync(file, JSON.stringify(answers))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = ['bench/bare.ts', file, String(port)]
  const server = await startProcess({ command: process.execPath, args, url, probe: '/health' })
  return {
    ...{ name: 'bare', server, version: `Fastify ${fastify().version}` },
    knows: () => true,
    pathOf: name => `/${name}`,
    databaseCpu: () => 0,
    stop: () => server.stop(),
  }
}
