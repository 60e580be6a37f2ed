import { appendFileSync } from 'node:fs'
import { openGitLog } from '../../src/stores/git/open-log.ts'
import { LogMoved } from '../../src/stores/indexed/record-log.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { jsonVersion } from './sample-contracts.ts'

// A process that writes to a git log until it is killed, and notes in a file what was acknowledged.
const [settings = '{}', name = '', notes = ''] = process.argv.slice(2)
const silent = { info: () => undefined, warn: () => undefined }
const { log } = await openGitLog(JSON.parse(settings), new DocumentWorkers(), silent)
process.send?.('ready')
for (let count = 1; ; count++) {
  const {
    contractId,
    version,
    name: title,
    status,
    fingerprint,
    json,
    source,
  } = jsonVersion(name, `${count}.0.0`)
  const id = `${name}-${count}`
  const document = { json, source }
  for (;;) {
    try {
      await log.append(
        [
          {
            ...{
              kind: 'version',
              id,
              contractId,
              version,
              operation: 'create',
              revision: 1,
              time: new Date(),
            },
            ...{
              caller: name,
              reason: undefined,
              requestId: undefined,
              successor: undefined,
              sunset: undefined,
            },
            state: { name: title, status, fingerprint, document },
          },
        ],
        await log.refresh(),
      )
      break
    } catch (error) {
      if (!(error instanceof LogMoved)) throw error
    }
  }
  appendFileSync(notes, `${id}\n`)
}
