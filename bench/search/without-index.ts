/**
 * Loaded before the service, it takes the index of searches out of it: what is left of publishing is all but search.
 * For measuring what the index costs; such a service cannot list what it publishes.
 */
import { registerHooks } from 'node:module'

const source = `export class IndexUpdate {
  async prepare() {}
  async apply() {}
  async rebuild() {}
}`

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/stores/sql/search-index/index-update.ts')) return nextLoad(url, context)
    return { format: 'module', source, shortCircuit: true }
  },
})
