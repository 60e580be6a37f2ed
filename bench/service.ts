import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../test/support/free-port.ts'
import { type ServerProcess, startProcess } from './processes.ts'

/** As `npm start` and the image have it. */
const heap = ['--max-semi-space-size=8', '--heap-growing-percent=50']

interface ServiceOptions {
  /** What is run: the sources, or a build. */
  readonly program?: string
  /** Whether publishing keeps the index that searches look at. */
  readonly isIndexing?: boolean
}

/** Starts the service on a database. */
export async function startService(
  dsn: string,
  { program = 'src/cli.ts', isIndexing = true }: ServiceOptions = {},
): Promise<ServerProcess> {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build`)
  const port = await freePort()
  const imports = isIndexing ? [] : ['--import', join(import.meta.dirname, 'search/without-index.ts')]
  return startProcess({
    command: process.execPath,
    args: [...heap, ...imports, program, 'serve'],
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
