import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import type { Server } from '../../src/http/server.ts'
import { Random } from '../support/random.ts'
import { linkOf } from '../support/references.ts'
import { ContractModel, type ModelEvent, type Request } from '../support/replay-model.ts'
import { get, post, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { engines } from '../support/storages.ts'
import { testApp } from '../support/test-app.ts'

/** How many requests the history is made of; on servers fewer, unless the variable says otherwise. */
const operationsOn = (engine: string) =>
  Number(process.env.DC43_TEST_REPLAY_OPERATIONS ?? (engine === 'SQLite' ? 800 : 400))
const times = 60
const contractIds = ['orders', 'Orders', 's3://b/k é', '😀']
const freely = {
  ...defaultPolicy(),
  overwrite: 'always',
  approvedStatuses: [],
  transitions: 'any',
} as const

interface Happened {
  readonly sequence: number
  readonly time: string
  readonly contract_id: string
}

describe.each(engines)('on $name', engine => {
  test.skipIf(!engine.isThere)(
    'a long random history is read as it was, at any time and in any revision',
    async () => {
      const storage = await engine.create()
      onTestFinished(() => storage.remove())
      const stores = [await storage.open(), await storage.open()]
      onTestFinished(async () => void (await Promise.all(stores.map(store => store.close()))))
      const apps = await Promise.all(stores.map(store => testApp({ store, policy: freely })))
      const models = contractIds.map((contractId, at) => new ContractModel(contractId, 43 + at))
      const perContract = operationsOn(engine.name) / models.length
      await Promise.all(models.map(model => run(apps, model, perContract)))
      const [app] = apps as [Server, Server]
      const timelines = await timelinesOf(app, models)
      await checkRevisions(app, models)
      await checkTimes(app, models, timelines)
    },
  )
})

/** Asks both instances in turn, and expects each to answer as the model. */
async function run(apps: readonly Server[], model: ContractModel, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const request = model.next()
    const answer = await send(apps[at % apps.length] as Server, model.contractId, request)
    const event = model.apply(request)
    const accepted = request.kind === 'status' ? 200 : 204
    expect(answer.statusCode, answer.body).toBe(event === null ? 404 : accepted)
    if (event?.after) {
      const revision = answer.headers['dc43-revision'] ?? answer.json().revision
      expect(Number(revision)).toBe(event.revision)
    }
  }
}

function send(app: Server, contractId: string, request: Request) {
  const path = versionPath(contractId, request.version)
  if (request.kind === 'delete') return remove(app, path)
  if (request.kind === 'status')
    return putStatus(app, contractId, request.version, { status: request.status })
  return put(app, path, request.text, { 'content-type': request.type })
}

/** When each event of each contract happened, from the history, which must tell what the model has done. */
async function timelinesOf(app: Server, models: readonly ContractModel[]): Promise<Map<string, string[]>> {
  const all: Happened[] = []
  for (let url = '/history?limit=777'; url !== ''; ) {
    const answer = await get(app, url)
    all.push(...answer.json().items)
    url = linkOf(answer, url) ?? ''
  }
  expect(all.map(({ sequence }) => sequence)).toEqual(
    all.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
  )
  expect(new Set(all.map(({ sequence }) => sequence)).size).toBe(all.length)
  const timelines = new Map<string, string[]>()
  for (const model of models) {
    const events = all.filter(event => event.contract_id === model.contractId)
    expect(events).toMatchObject(model.events.map(told))
    const when = events.map(({ time }) => time)
    expect(when).toEqual([...new Set(when)].sort())
    timelines.set(model.contractId, when)
  }
  return timelines
}

function told({ operation, version, revision, before, after }: ModelEvent) {
  const [status_before, status_after] = [before?.status ?? null, after?.status ?? null]
  return { operation, version, revision, status_before, status_after }
}

async function checkRevisions(app: Server, models: readonly ContractModel[]): Promise<void> {
  for (const { contractId, events } of models) {
    for (const event of events) {
      const url = `${versionPath(contractId, event.version)}?revision=${event.revision}`
      await checkDocument(app, url, event)
    }
  }
}

/** A read that must answer with the state after an event, as JSON and byte for byte as YAML. */
async function checkDocument(app: Server, url: string, event: ModelEvent | undefined): Promise<void> {
  const json = await get(app, url)
  if (!event?.after) return void expect(json.statusCode, url).toBe(404)
  // the order of members counts, the way characters are written does not
  expect([JSON.stringify(json.json()), Number(json.headers['dc43-revision'])], url).toEqual([
    event.after.json,
    event.revision,
  ])
  expect(json.headers['dc43-contract-status']).toBe(event.after.status)
  if (event.after.yaml === undefined) return
  const yaml = await get(app, url, { accept: 'application/yaml' })
  expect(yaml.body, url).toBe(event.after.yaml)
}

async function checkTimes(
  app: Server,
  models: readonly ContractModel[],
  timelines: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const random = new Random(7)
  const moments = [...timelines.values()].flat()
  for (let at = 0; at < times; at++) {
    // at an event, and a moment before it
    const time = new Date(Date.parse(random.of(moments)) - random.below(2)).toISOString()
    const asOf = `as_of=${time}`
    const resolved = await post(
      app,
      `/contracts/resolve?${asOf}`,
      models.map(({ contractId }) => ({ contract_id: contractId })),
    )
    const latest = models.map(model => model.latestAfter(eventsUntil(timelines, model, time)))
    expect(resolved.json()).toMatchObject(
      latest.map(event =>
        event?.after
          ? { version: event.version, revision: event.revision, document: JSON.parse(event.after.json) }
          : { problem: { status: 404 } },
      ),
    )
    for (const model of models) {
      const count = eventsUntil(timelines, model, time)
      const id = encodeURIComponent(model.contractId)
      const present = model.versionsAfter(count)
      const summaries = (await get(app, `/contracts/${id}/versions?expand=summary&${asOf}`)).json()
      expect(summaries, time).toMatchObject(
        present.map(({ version, revision, after }) => ({ version, revision, status: after?.status ?? null })),
      )
      await checkDocument(app, `/contracts/${id}/latest?${asOf}`, model.latestAfter(count))
      const active = `/contracts/${id}/latest?status=active&${asOf}`
      await checkDocument(app, active, model.latestAfter(count, 'active'))
      const one = present[random.below(present.length || 1)]
      if (one) await checkDocument(app, `${versionPath(model.contractId, one.version)}?${asOf}`, one)
    }
  }
}

/** How many events of a contract had happened, those of the very millisecond included. */
function eventsUntil(
  timelines: ReadonlyMap<string, readonly string[]>,
  { contractId }: ContractModel,
  time: string,
): number {
  return (timelines.get(contractId) ?? []).filter(other => other <= time).length
}
