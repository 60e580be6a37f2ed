import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keys } from '../../src/config/keys.ts'
import { problemKinds } from '../../src/http/wire/problem-kinds.ts'
import { Metrics } from '../../src/metrics/metrics.ts'
import { ConnectionQueue } from '../../src/sql/connection-queue.ts'
import { faultError } from '../../src/sql/faults.ts'
import { repositoryRoot } from '../support/python.ts'

const page = readFileSync(join(repositoryRoot, 'docs/operations.md'), 'utf8')

test('the keys and variables of the page are those of the configuration', () => {
  const names = keys.map(({ name }) => name)
  for (const [, name = ''] of page.matchAll(/`((?:contract_store|server|auth|policy)\.\w+)`/g))
    expect(names).toContain(name)
  const variables = keys.flatMap(key => key.variables.flatMap(name => [name, `${name}_FILE`]))
  for (const name of page.match(/\bDC43_\w+/g) ?? []) expect(variables).toContain(name)
})

test('codes and what answers say are those of the service', () => {
  for (const [, code = ''] of page.matchAll(/`(store-\w+)`/g))
    expect(Object.keys(problemKinds)).toContain(code)
  const faults = ['connection-lost', 'timeout', 'busy', 'read-only', 'unavailable', 'no-token'] as const
  for (const fault of faults) expect(page).toContain(`\`${faultError(fault, undefined).message}\``)
})

test('the metrics of the page and of the description of the service are those of the service', async () => {
  const metrics = new Metrics()
  metrics.addInFlight(() => 0)
  metrics.addIndexLag(async () => 0)
  metrics.sqlObserver.uses(new ConnectionQueue(1, 1))
  const text = await metrics.text()
  const running = readFileSync(join(repositoryRoot, 'docs/running.md'), 'utf8')
  const named = `${page}${running}`.match(/\bdc43_registry_\w+/g) ?? []
  expect(named).toContain('dc43_registry_http_answers_broken_total')
  for (const name of named) expect(text).toContain(`# TYPE ${name} `)
})

test('the largest pools are those of the formula, beside ten connections of others', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(row =>
    row.slice(1).map(Number),
  )
  expect(rows).toHaveLength(4)
  for (const [max = 0, ...cells] of rows)
    expect(cells).toEqual([2, 4, 10].map(instances => Math.floor((max - 10) / (instances * 2)) - 1))
})

test('links lead somewhere', () => {
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  for (const [, target = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
    const [file = '', anchor] = target.split('#')
    if (file === '') expect(anchors).toContain(anchor)
    else expect(existsSync(join(repositoryRoot, 'docs', file)), target).toBe(true)
  }
})
