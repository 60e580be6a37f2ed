import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { withStatus } from '../../../src/domain/document/set-status.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { notRun } from '../../support/not-run.ts'

const folder = fileURLToPath(new URL('../../../../shared/odcs/examples', import.meta.url))
const files = existsSync(folder) ? globSync('**/*.yaml', { cwd: folder }).sort() : []
if (files.length === 0)
  notRun("changing the status of ODCS's own examples", 'there is no folder ../shared/odcs/examples')

const storedOf = (text: string) => ({ json: writeJson(parseYaml(text)), source: Buffer.from(text) })
const statusOf = (text: string) => (JSON.parse(text) as { status?: string }).status

describe.skipIf(files.length === 0)("ODCS's own example", () => {
  test.each(files)('%s has another status and then its own again, to the byte', file => {
    const text = readFileSync(`${folder}/${file}`, 'utf8')
    for (const layout of [text, text.replace(/\r?\n/g, '\r\n'), `\ufeff${text}`]) {
      const stored = storedOf(layout)
      const status = statusOf(stored.json)
      const changed = withStatus(stored, 'Some other status')
      expect(changed.source).toBeDefined()
      expect(changed.source?.includes('Some other status')).toBe(true)
      if (status === undefined) continue
      const back = withStatus(changed, status)
      expect(back.json).toBe(stored.json)
      expect(back.source?.toString()).toBe(layout)
    }
  })

  test.each(files)('%s gets a status where it has none', file => {
    const text = readFileSync(`${folder}/${file}`, 'utf8').replace(/^status:.*\r?\n/m, '')
    const stored = storedOf(text)
    expect(statusOf(stored.json)).toBeUndefined()
    const changed = withStatus(stored, 'active')
    expect(changed.json).toBe(stored.json.replace('{', '{"status":"active",'))
    expect(changed.source?.toString().replace(/^status: active\r?\n/m, '')).toBe(text)
  })
})
