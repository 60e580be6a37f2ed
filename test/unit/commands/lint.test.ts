import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lint } from '../../../src/commands/offline/lint.ts'

const good = 'version: 1.0.0\napiVersion: v3.1.0\nkind: DataContract\nid: orders\nstatus: draft\n'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc43-registry-lint-'))
  mkdirSync(join(folder, 'all'))
  writeFileSync(join(folder, 'all/good.yaml'), good)
  writeFileSync(
    join(folder, 'all/bad.yaml'),
    good.replace('draft', '7').replace('orders', 'orders\ntenant: a'),
  )
  writeFileSync(join(folder, 'all/other.yaml'), 'services: {}\n')
  writeFileSync(join(folder, 'all/warned.yaml'), good.replace('1.0.0', '1'))
  writeFileSync(join(folder, 'overlay.json'), '{"required": ["domain"]}')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const printed: string[] = []
  const code = await lint(args, text => printed.push(text))
  return { code, text: printed.join('').replaceAll(`${folder}/`, '') }
}

test('the contracts of a folder are validated, other files passed over', async () => {
  const { code, text } = await run(join(folder, 'all'), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(text)).toMatchObject({
    counts: { files: 3, error: 2 },
    files: [
      { file: 'all/bad.yaml', valid: false },
      { file: 'all/good.yaml', valid: true, findings: [] },
      { file: 'all/warned.yaml' },
    ],
  })
})

test('a file that was meant to be a contract and is none has a warning', async () => {
  const misspelt = join(folder, 'misspelt')
  mkdirSync(misspelt)
  writeFileSync(join(misspelt, 'a.yaml'), good.replace('DataContract', 'Datacontract'))
  writeFileSync(join(misspelt, 'b.yaml'), good)
  const { code, text } = await run(misspelt, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(text)).toMatchObject({
    counts: { files: 2, error: 0, warning: 1 },
    files: [
      {
        file: 'misspelt/a.yaml',
        findings: [
          {
            rule: 'document',
            severity: 'warning',
            line: 1,
            detail: expect.stringContaining('"Datacontract"'),
          },
        ],
      },
      { file: 'misspelt/b.yaml', findings: [] },
    ],
  })
  expect((await run(misspelt, '--fail-on', 'warning')).code).toBe(1)
})

test('findings are shown with their places, in each format', async () => {
  const good = join(folder, 'all/good.yaml')
  const overlay = ['--overlay', join(folder, 'overlay.json')]
  expect((await run(good, ...overlay)).text).toContain('all/good.yaml:1:1  error  overlay/required')
  expect((await run(good, ...overlay)).text).toMatch(/\n1 file: 1 error, 0 warnings, 0 infos\n$/)
  expect((await run(good, ...overlay, '--format', 'github')).text).toBe(
    '::error file=all/good.yaml,line=1,col=1,title=overlay/required::domain is missing; the contract needs it\n',
  )
  const { runs } = JSON.parse((await run(good, ...overlay, '--format', 'sarif')).text)
  expect(runs[0].results).toMatchObject([{ ruleId: 'overlay/required', level: 'error' }])
  expect(runs[0].columnKind).toBe('utf16CodeUnits')
  expect(runs[0].tool.driver.rules).toEqual([
    { id: 'overlay/required', shortDescription: { text: 'what does not satisfy required in the overlay' } },
  ])
  expect(await run(good, ...overlay, '--rule', 'overlay/required=warning')).toMatchObject({ code: 0 })
  const asked = [...overlay, '--rule', 'overlay/required=warning', '--fail-on', 'warning']
  expect(await run(good, ...asked)).toMatchObject({ code: 1 })
})

test('a name of any characters is one in the place of a finding', async () => {
  const name = 'a,b:c%d \\é\n#.yaml'
  writeFileSync(join(folder, name), good.replace('draft', '7'))
  const file = join(folder, name)
  expect((await run(file, '--format', 'github')).text).toMatch(
    /^::error file=a%2Cb%3Ac%25d \\é.*#\.yaml,line=5,/,
  )
  const { runs } = JSON.parse((await run(file, '--format', 'sarif')).text)
  const { physicalLocation, logicalLocations } = runs[0].results[0].locations[0]
  expect(decodeURIComponent(physicalLocation.artifactLocation.uri)).toBe(name)
  expect(physicalLocation.region).toEqual({ startLine: 5, startColumn: 9 })
  expect(logicalLocations).toEqual([{ fullyQualifiedName: '/status', kind: 'member' }])
})

test('what is not understood is refused', async () => {
  await expect(run()).rejects.toThrow('lint needs files')
  await expect(run('a', '--format', 'xml')).rejects.toThrow(
    '--format must be one of table, json, github, sarif',
  )
  await expect(run('a', '--rule', 'x=off')).rejects.toThrow('there is no rule "x"')
  for (const level of ['off=x', '', 'Off'])
    await expect(run('a', '--rule', `sla-element=${level}`)).rejects.toThrow(
      `--rule sla-element must be one of error, warning, info, off, not "${level}"`,
    )
  await expect(run('a', '--rule', 'sla-element')).rejects.toThrow('such as sla-element=off')
  await expect(run(join(folder, 'none.yaml'))).rejects.toThrow('is not there')
})
