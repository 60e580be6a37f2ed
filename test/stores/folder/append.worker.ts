import { openFolderLog } from '../../../src/stores/filesystem/open.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { entryOf, LogReplay } from '../../support/log-replay.ts'

/**
 * A process that publishes versions of one contract in a folder, as fast as it can, and names each on its standard output
 * when it is acknowledged. Its arguments: the folder, its own name, and how many.
 */
const [root = '', writer = '', count = '0'] = process.argv.slice(2)
const { log } = await openFolderLog({ root, layout: 'dc43' }, documentWorkers, {
  info: () => undefined,
  warn: () => undefined,
})
const replay = await new LogReplay(log).catchUp()
for (let number = 0; number < Number(count); number++) {
  const version = `${writer}.${number}`
  await replay.append(entryOf({ contractId: 'raced', version }, `{"version":"${version}"}`))
  // one that all write
  await replay.append(entryOf({ contractId: 'raced', version: 'shared' }, `{"by":"${version}"}`))
  process.stdout.write(`${version}\n`)
}
