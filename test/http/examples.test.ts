import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { notRun } from '../support/not-run.ts'
import { get, put, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const folder = fileURLToPath(new URL('../../../shared/odcs/examples', import.meta.url))
const files = existsSync(folder) ? globSync('**/*.yaml', { cwd: folder }).sort() : []
if (files.length === 0) notRun("ODCS's own example documents", 'there is no folder ../shared/odcs/examples')

/** An example under an id of its own, so that all of them can be published: they share a few. */
function example(file: string): { id: string; version: string; text: string } {
  const text = readFileSync(`${folder}/${file}`, 'utf8')
  const id = `example.${file.replaceAll('/', '.')}`
  const version = String((parse(text, { schema: 'failsafe' }) as { version?: string }).version ?? '1.0.0')
  return { id, version, text: text.replace(/^id:.*$/m, `id: ${id}`) }
}

describe.skipIf(files.length === 0)("ODCS's own example", () => {
  test.each(files)('%s is published, and read back as YAML and as JSON', async file => {
    const app = await testApp()
    const { id, version, text } = example(file)
    const url = versionPath(id, version)
    const answer = await put(app, url, text, { 'content-type': 'application/yaml' })
    expect(answer.statusCode, answer.body).toBe(204)
    expect((await get(app, url, { accept: 'application/yaml' })).rawPayload.equals(Buffer.from(text))).toBe(
      true,
    )

    const wanted: unknown = parse(text)
    const json = (await get(app, url)).json<Record<string, unknown>>()
    expect(json).toEqual({ version, id, ...(wanted as object) })

    // what came as YAML and what came as the JSON of it are the same contract
    const other = await testApp()
    expect((await put(other, url, json)).statusCode).toBe(204)
    const rendered = await get(other, url, { accept: 'application/yaml' })
    expect(parse(rendered.body)).toEqual(json)
    expect((await get(other, url)).json()).toEqual(json)
  })

  test('all of them are listed', async () => {
    const app = await testApp()
    for (const file of files) {
      const { id, version, text } = example(file)
      await put(app, versionPath(id, version), text, { 'content-type': 'application/yaml' })
    }
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: files.length })
    expect(files).toHaveLength(18)
  })
})
