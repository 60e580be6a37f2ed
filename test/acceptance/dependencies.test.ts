import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('npm run sbom lists what runs in production, as CycloneDX', async () => {
  const options = { maxBuffer: 64 * 1024 * 1024 }
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], options)
  const bill = JSON.parse(stdout) as { bomFormat: string; components: { name: string }[] }
  expect(bill.bomFormat).toBe('CycloneDX')
  const names = bill.components.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['fastify', 'drizzle-orm', 'pino']))
  expect(names).not.toContain('vitest')
})
