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
  const unsupported = printed.split('\n').filter(line => /unsupported|warning parsing/i.test(line))
  expect(unsupported).toEqual([
    'WARNING parsing PUT /contracts/{contract_id}/versions/{contract_version} within contracts.',
    'Unsupported content type application/yaml',
  ])
  const service = await startService()
  onTestFinished(() => void service.stop())
  await runPythonTool('python', ['python/use_client.py', service.url], signal)
})
