import { openFolderStore } from '../../support/folder-store.ts'
import { publish } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'

/**
 * A process that publishes versions in a folder, as fast as it can, and names each on its standard output when it is
 * acknowledged. Its arguments: the folder, the file of its index, what its versions begin with, and how many there are.
 */
const [root = '', index = '', name = '', count = '0'] = process.argv.slice(2)
const store = await openFolderStore({ root, layout: 'dc43' }, index)
for (let number = 0; number < Number(count); number++) {
  const version = `${name}.${number}`
  await publish(store, jsonVersion('raced', version, { name: version }))
  // one that all write
  await publish(store, jsonVersion('raced', 'shared', { name: version }))
  process.stdout.write(`${version}\n`)
}
await store.close()
