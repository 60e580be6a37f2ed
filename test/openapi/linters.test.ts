import { describe, expect, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { missingNodeTools, runNodeTool } from '../support/openapi-tools.ts'

const missing = missingNodeTools()
if (missing) notRun('linters of openapi.yaml', missing)

describe.skipIf(missing)('openapi.yaml', () => {
  test('has nothing that Redocly warns of', async ({ signal }) => {
    const args = ['lint', '--config', 'redocly.yaml', '--max-problems', '1000', '../../openapi.yaml']
    const printed = await runNodeTool('redocly', args, signal)
    expect(printed).toContain('Your API description is valid')
    expect(printed).not.toMatch(/warning/i)
  })

  test('has nothing that Spectral warns of', ({ signal }) =>
    runNodeTool('spectral', ['lint', '-r', 'spectral.yaml', '-F', 'hint', '../../openapi.yaml'], signal))
})
