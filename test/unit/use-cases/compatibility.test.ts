import { expect, onTestFinished, test } from 'vitest'
import { defaultPolicy } from '../../../src/commands/policy-of.ts'
import type { Access, Permission } from '../../../src/domain/access.ts'
import { type CompatibilityPolicy, noCompatibility } from '../../../src/domain/compatibility/policy.ts'
import { RegistryError } from '../../../src/domain/errors.ts'
import type { Policy } from '../../../src/domain/policy.ts'
import type { ContractStore, CurrentVersion, HistoryQuery } from '../../../src/stores/store.ts'
import { ContractWriter } from '../../../src/use-cases/changes.ts'
import { checkCompatibility } from '../../../src/use-cases/compatibility.ts'
import { anyState } from '../../../src/use-cases/plan-change.ts'
import { reportOnly } from '../../../src/validation/policy.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { publish, somebody } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { openSqliteStore } from '../../support/sqlite-store.ts'

const permissions: readonly Permission[] = ['read', 'write', 'promote']
const access: Access = {
  caller: 'alice',
  role: 'steward',
  scopes: new Map(permissions.map(one => [one, undefined])),
}
const identity = { contractId: 'a', version: '1.9.0' }

function policyWith(compatibility: Partial<CompatibilityPolicy>): Policy {
  return { ...defaultPolicy(), compatibility: { ...noCompatibility, ...compatibility } }
}

/** A store with approved versions `1.0.0` to `1.4.0`, and a draft behind them. */
async function storeOfVersions() {
  const store = await openSqliteStore()
  onTestFinished(() => store.close())
  for (const minor of [0, 1, 2, 3, 4])
    await publish(store, jsonVersion('a', `1.${minor}.0`, { status: 'active', name: `${minor}` }))
  await publish(store, jsonVersion('a', '1.5.0', { status: 'draft' }))
  return store
}

/** The store, and which documents were read to decide on changes, and how many versions were looked at. */
function watched(store: ContractStore) {
  const documents: string[] = []
  let looked = 0
  const watch = (current: CurrentVersion): CurrentVersion => ({
    ...current,
    async earlier(query) {
      const found = await current.earlier(query)
      looked += found.versions.length
      return found
    },
    documentOf(state) {
      documents.push(state.version)
      return current.documentOf(state)
    },
  })
  const change: ContractStore['change'] = (of, decide, author) =>
    store.change(of, current => decide(watch(current)), author)
  const seen = Object.assign(Object.create(store) as ContractStore, {
    change,
    history: (query: HistoryQuery) => store.history(query),
    current: async (of: typeof identity) => watch(await store.current(of)),
  })
  return { store: seen, documents, looked: () => looked }
}

async function publishing(compatibility: Partial<CompatibilityPolicy>, status: string) {
  const { store, documents, looked } = watched(await storeOfVersions())
  const rules = { policy: policyWith(compatibility), validation: reportOnly }
  const writer = new ContractWriter(store, rules, documentWorkers, access)
  const bytes = Buffer.from(JSON.stringify({ apiVersion: 'v3.1.0', kind: 'DataContract', status }))
  const options = { precondition: anyState, allowDowngrade: false }
  const publication = await writer.publication({ bytes, format: 'json' }, identity, options)
  return { publication, documents, looked }
}

const line = ['1.4.0', '1.3.0', '1.2.0', '1.1.0', '1.0.0']

test.each([
  ['none', 'previous', 'active', ['1.4.0']],
  ['none', 'line', 'active', ['1.4.0']],
  ['consumer', 'previous', 'active', ['1.4.0']],
  ['consumer', 'line', 'draft', ['1.4.0']],
  ['consumer', 'line', 'active', line],
] as const)('with %s and %s, an %s version is compared with no more than is needed, each read once', async (compatibility, against, status, read) => {
  const { publication, documents, looked } = await publishing({ compatibility, against }, status)
  await publication.apply(somebody)
  expect(documents).toEqual(read)
  // once before the contract is locked and once behind that
  if (read.length === 1) expect(looked()).toBeLessThanOrEqual(8)
})

test('a dry run looks at the whole line whatever the status', async () => {
  const { publication, documents } = await publishing({ compatibility: 'consumer', against: 'line' }, 'draft')
  await publication.preview()
  expect(documents).toEqual(line)
})

test.each([
  ['none', true, undefined],
  ['consumer', false, undefined],
  ['consumer', true, 'document-too-large'],
] as const)('documents too large to compare, protecting %s, enforced %s: %s', async (compatibility, isEnforced, code) => {
  const store = await storeOfVersions()
  const question = {
    ...{ policy: policyWith({ compatibility }), access, override: undefined, identity, isEnforced },
    isPreview: false,
    compare: () => Promise.reject(new RegistryError('document-too-large', 'it takes too much memory')),
  }
  const answer = await checkCompatibility(await store.current(identity), question).catch(error => error)
  if (code) expect(answer).toMatchObject({ code })
  else
    expect(answer).toMatchObject({
      record: undefined,
      predecessor: '1.4.0',
      verdicts: [{ fault: undefined, note: expect.stringContaining('too much memory') }],
    })
})
