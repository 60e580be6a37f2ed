import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import {
  missingNodeTools,
  missingPythonTools,
  runNodeTool,
  runPythonTool,
  runTool,
} from '../support/openapi-tools.ts'
import { startService } from '../support/service.ts'

const description = '../../openapi.yaml'
const missingForTypescript = missingNodeTools()
if (missingForTypescript) notRun('generated TypeScript client', missingForTypescript)
const missingForPython = await missingPythonTools()
if (missingForPython) notRun('generated Python client', missingForPython)

/** A folder for what is generated, which is made anew. */
function generated(language: string): string {
  const folder = `${language}/generated`
  rmSync(join(import.meta.dirname, folder), { recursive: true, force: true })
  return folder
}

test.skipIf(missingForTypescript)(
  'a TypeScript client is generated, compiled and used',
  async ({ signal }) => {
    const types = `${generated('typescript')}/schema.ts`
    await runNodeTool('openapi-typescript', [description, '-o', types], signal)
    await runNodeTool('tsc', ['-p', 'typescript'], signal)
    const service = await startService()
    onTestFinished(() => void service.stop())
    await runTool(process.execPath, ['typescript/use-client.ts', service.url], signal)
  },
)

test.skipIf(missingForPython)('a Python client is generated and used', async ({ signal }) => {
  const folder = `${generated('python')}/client`
  const options = ['--config', 'python/generator.yaml', '--meta', 'none', '--output-path', folder]
  const generator = ['-m', 'openapi_python_client', 'generate', '--path', description, ...options]
  const printed = await runPythonTool('python', generator, signal)
  // it can be generated for JSON alone
  const warnings = printed.split('\n').filter(line => /unsupported|warning parsing/i.test(line))
  const [places, reasons] = [0, 1].map(half => warnings.filter((_, at) => at % 2 === half))
  expect(places?.map(line => /^WARNING parsing (\S+ \S+) within/.exec(line)?.[1])).toEqual([
    'PUT /contracts/{contract_id}/versions/{contract_version}',
    'POST /contracts/{contract_id}/diff',
    'POST /validate',
    'PUT /api/datacontracts/{contract_id}',
    'GET /api/datacontracts/{contract_id}/datacontract.yaml',
  ])
  for (const reason of reasons ?? []) expect(reason).toMatch(/unsupported content.type application\/yaml/i)
  const service = await startService()
  onTestFinished(() => void service.stop())
  await runPythonTool('python', ['python/use_client.py', service.url], signal)
})
