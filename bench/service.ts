import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../test/support/free-port.ts'
import { type ServerProcess, startProcess } from './processes.ts'

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

/** The options of Node.js with which `npm start` runs the service, and the image too. */
export const startOptions: readonly string[] = scripts.start
  .split(' ')
  .filter((word: string) => word.startsWith('--'))

interface ServiceOptions {
  /** What is run: the sources, or a build. */
  readonly program?: string
  /** Whether publishing keeps the index that searches look at. */
  readonly isIndexing?: boolean
  /** Options of Node.js; without them, those of `npm start`. */
  readonly nodeOptions?: readonly string[]
}

/** Starts the service on a database. */
export async function startService(
  dsn: string,
  { program = 'src/cli.ts', isIndexing = true, nodeOptions = startOptions }: ServiceOptions = {},
): Promise<ServerProcess> {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build`)
  const port = await freePort()
  const imports = isIndexing ? [] : ['--import', join(import.meta.dirname, 'search/without-index.ts')]
  return startProcess({
    command: process.execPath,
    args: [...nodeOptions, ...imports, program, 'serve'],
    env: {
      DC43_CONTRACT_STORE_DSN: dsn,
      DC43_SERVER_HOST: '127.0.0.1',
      DC43_SERVER_PORT: String(port),
      DC43_SERVER_LOG_LEVEL: 'warn',
    },
    url: `http://127.0.0.1:${port}`,
    probe: '/health/ready',
  })
}
