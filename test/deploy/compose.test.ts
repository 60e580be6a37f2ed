/** What `docker compose` would do with the file. No Docker engine is needed, so none of it is run here. */

import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadConfig } from '../../src/config/load.ts'
import { databaseOf } from '../../src/config/sections/contract-store.ts'
import { notRun } from '../support/not-run.ts'
import { repositoryRoot } from '../support/python.ts'

const run = promisify(execFile)
const path = join(repositoryRoot, 'docker-compose.yml')

const serviceShape = z.looseObject({
  image: z.string(),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.looseObject({}).optional(),
})
const { services, volumes } = z
  .object({ services: z.record(z.string(), serviceShape), volumes: z.record(z.string(), z.null()) })
  .loose()
  .parse(parse(readFileSync(path, 'utf8'), { merge: true }))

const registries = Object.entries(services).filter(([, { image }]) => image.startsWith('dc43-registry'))

test('the file is what the Compose specification allows', async context => {
  const checker = join(repositoryRoot, '.venv/bin/check-jsonschema')
  if (!existsSync(checker)) {
    const remedy = 'run "python3 -m venv .venv && .venv/bin/pip install -r test/deploy/requirements.txt"'
    notRun('schema of docker-compose.yml', `there is no .venv/bin/check-jsonschema; ${remedy}`)
    return context.skip()
  }
  await run(checker, ['--builtin-schema', 'vendor.compose-spec', path])
})

test('without a profile it is the registry with PostgreSQL', () => {
  const started = Object.entries(services).filter(([, { profiles }]) => profiles.length === 0)
  expect(started.map(([name]) => name)).toEqual(['registry', 'postgres'])
  expect(dsnOf('registry')).toMatchObject({ dialect: 'postgres', host: 'postgres' })
})

test.each([
  ['mysql', 'mysql'],
  ['mssql', 'mssql'],
])('the profile %s is the registry with a server of that kind', (profile, dialect) => {
  expect(dsnOf(`registry-${profile}`)).toMatchObject({ dialect, host: profile, database: 'dc43' })
  expect(services[`registry-${profile}`]?.profiles).toEqual([profile])
})

test('the profile sqlite keeps its file in a volume', () => {
  expect(services['registry-sqlite']).toMatchObject({
    profiles: ['sqlite'],
    volumes: ['contracts:/contracts'],
  })
})

test.each(['filesystem', 'git'])('the profile %s keeps contracts in files, in a volume', type => {
  const { environment = {}, profiles, volumes: [volume] = [] } = services[`registry-${type}`] ?? {}
  expect(profiles).toEqual([type])
  // the image has a file that names a database, which a variable overrules
  const env = { ...environment, DC43_BACKEND_TOKEN: undefined } as Record<string, string | undefined>
  const { contractStore } = loadConfig({ env, cwd: repositoryRoot }).config
  expect(contractStore).toMatchObject({ type, root: volume?.split(':')[1] })
})

test('a registry starts when its server answers', () => {
  for (const [name, { environment }] of registries) {
    if (environment.DC43_CONTRACT_STORE_DSN === undefined) continue
    const [[dependency = '', { condition = '' } = {}] = []] = Object.entries(services[name]?.depends_on ?? {})
    const waitsForServer =
      condition === 'service_completed_successfully' ? services[dependency]?.depends_on : { [dependency]: 0 }
    const [server = ''] = Object.keys(waitsForServer ?? {})
    expect(dsnOf(name)).toMatchObject({ host: server })
    expect(services[server]?.healthcheck, server).toBeDefined()
    expect(condition, name).toMatch(/^service_(healthy|completed_successfully)$/)
    // whoever starts by a profile starts all that is depended on
    for (const needed of [dependency, server])
      expect(services[needed]?.profiles).toEqual(services[name]?.profiles)
  }
})

test('all registries run side by side, locked down, and take the token from outside', () => {
  expect(registries.map(([, { ports }]) => ports)).toEqual(
    ['8001', '8002', '8003', '8004', '8005', '8006'].map(port => [`127.0.0.1:${port}:8001`]),
  )
  for (const [, registry] of registries) {
    expect(registry).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: '30s',
      environment: { DC43_BACKEND_TOKEN: null, DC43_SERVER_HOST: '0.0.0.0' },
    })
  }
})

test('database servers keep their data, and listen on this machine only', () => {
  const named = new Set<string>()
  for (const [name, { ports, volumes: mounted }] of Object.entries(services)) {
    for (const volume of mounted) named.add(volume.split(':')[0] ?? '')
    if (services[name]?.image.startsWith('dc43-registry')) continue
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1::/)
  }
  expect(named).toEqual(new Set(Object.keys(volumes)))
})

/** The DSN of a service as the registry reads it. */
function dsnOf(service: string) {
  const { DC43_CONTRACT_STORE_DSN: dsn } = services[service]?.environment ?? {}
  return databaseOf(
    loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn ?? undefined }, cwd: '/' }).config.contractStore,
  )
}
