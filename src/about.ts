import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string
}

/** What this program is, for people and machines. */
export const product = {
  name: 'dc43 registry',
  version: manifest.version,
  description: 'Keeps data contracts (Open Data Contract Standard) and their versions.',
  contact: { name: 'The maintainers of the dc43 registry' },
}
