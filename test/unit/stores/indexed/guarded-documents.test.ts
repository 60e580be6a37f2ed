import { expect, onTestFinished, test, vi } from 'vitest'
import { GuardedDocuments } from '../../../../src/stores/indexed/guarded-documents.ts'

const first = { contractId: 'a', version: '1.0.0' }
const second = { contractId: 'a', version: '2.0.0' }
const documentOf = (json: string) => ({ json, yaml: undefined })

test('a write that was given up is not overtaken by later ones of the same version', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const kept = new Map<string, string>()
  let finish: () => void = () => undefined
  const hanging = new Promise<void>(resolve => {
    finish = resolve
  })
  const documents = new GuardedDocuments({
    put: async ({ version }, { json }) => {
      if (json === 'first') await hanging
      kept.set(version, json)
    },
    delete: async ({ version }) => {
      kept.delete(version)
    },
    get: async () => undefined,
    listContracts: () => [],
    listVersions: async () => [],
  })
  const refused = (cause: string) => ({ code: 'store-unavailable', cause: { message: cause } })
  const givenUp = expect(documents.put(first, documentOf('first'))).rejects.toMatchObject(
    refused('put has not answered within 20 seconds'),
  )
  await vi.advanceTimersByTimeAsync(20_000)
  await givenUp
  // at once, so that nothing of them is kept until the first one ends
  await expect(documents.put(first, documentOf('second'))).rejects.toMatchObject(
    refused('put has to wait: a write of this version has not ended'),
  )
  await expect(documents.delete(first)).rejects.toMatchObject(
    refused('delete has to wait: a write of this version has not ended'),
  )
  await documents.put(second, documentOf('other'))
  expect([...kept]).toEqual([['2.0.0', 'other']])
  finish()
  await vi.advanceTimersByTimeAsync(0)
  await documents.put(first, documentOf('third'))
  expect([...kept]).toEqual([
    ['2.0.0', 'other'],
    ['1.0.0', 'third'],
  ])
})

test('contracts that are listed without an end are not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const documents = new GuardedDocuments({
    put: async () => undefined,
    get: async () => undefined,
    async *listContracts() {
      yield 'a'
      await new Promise(() => undefined)
    },
    listVersions: async () => [],
  })
  const listed = documents.listContracts()
  expect(await listed.next()).toEqual({ done: false, value: 'a' })
  const late = expect(listed.next()).rejects.toMatchObject({
    cause: { message: 'listContracts has not answered within 20 seconds' },
  })
  await vi.advanceTimersByTimeAsync(20_000)
  await late
})
