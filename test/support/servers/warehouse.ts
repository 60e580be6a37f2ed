import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hasEnded } from './process.ts'

/** The folder that `.ci/spark` has filled. */
const root = process.env.DC43_TEST_SPARK_ROOT ?? ''

/** A SQL warehouse on real Delta Lake. */
export interface Warehouse {
  readonly url: string
  /** The folder in which its tables are. */
  readonly folder: string
  stop(): Promise<void>
}

const [python, java] = [join(root, 'venv/bin/python'), join(root, 'java')] as const

/** A warehouse that starts when it is asked for, as that takes long. */
export interface WarehouseOnDemand {
  /** Answers with the `Warehouse` as JSON, once it runs. */
  readonly url: string
  stop(): Promise<void>
}

/** Undefined where there is no Spark, or no Java to run it. */
export async function warehouseOnDemand(): Promise<WarehouseOnDemand | undefined> {
  if (root === '' || !existsSync(python) || !existsSync(join(java, 'bin/java'))) return undefined
  let started: Promise<Warehouse> | undefined
  const server = createServer(async (_, response) => {
    started ??= startWarehouse()
    const told = await started.catch(error => {
      response.statusCode = 500
      return { message: String(error) }
    })
    response.end(JSON.stringify(told))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close()
      const warehouse = await started?.catch(() => undefined)
      await warehouse?.stop()
    },
  }
}

/** Starts Spark with Delta Lake behind the API of a SQL warehouse. */
async function startWarehouse(): Promise<Warehouse> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-spark-'))
  const script = join(import.meta.dirname, 'warehouse.py')
  const env = { ...process.env, JAVA_HOME: java }
  const child = spawn(python, [script, folder, root], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', text => (said = (said + text).slice(-4000)))
  try {
    const { port } = await Promise.race([
      firstLine(child),
      once(child, 'exit').then(() => {
        throw new Error('it ended')
      }),
    ])
    return { url: `http://127.0.0.1:${port}`, folder, stop: () => stop(child, folder) }
  } catch (error) {
    await stop(child, folder)
    throw new Error(`the warehouse did not start: ${error}\n${said}`)
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<{ port: number }> {
  if (!stdout) throw new Error('it has no output')
  for await (const line of createInterface(stdout)) return JSON.parse(line) as { port: number }
  throw new Error('it said nothing')
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = hasEnded(child) ? undefined : once(child, 'exit')
  child.stdin?.end()
  await ended
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
