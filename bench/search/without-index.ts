/**
 * Loaded before the service, it takes the index of searches out of it: what is left of publishing is all but search.
 * For measuring what the index costs; such a service can not list what it publishes.
 */
import { registerHooks } from 'node:module'

const names = ['indexVersion', 'unindexVersion']
const source = names.map(name => `export async function ${name}() {}\n`).join('')

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/stores/sql/search/search-index.ts')) return nextLoad(url, context)
    return { format: 'module', source, shortCircuit: true }
  },
})
