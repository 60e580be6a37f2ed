import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { roles } from '../../src/auth/roles.ts'
import { problemKinds } from '../../src/http/wire/problem-kinds.ts'
import { load, withStore } from './config/support.ts'

const page = readFileSync(new URL('../../docs/authentication.md', import.meta.url), 'utf8')

describe('docs/authentication.md', () => {
  const examples = [...page.matchAll(/^```toml\n(.*?)^```$/gms)].map(([, text = '']) => text)

  test.each(examples)('shows a configuration: %s', text => {
    const { auth } = load(withStore(text), { DASHBOARD_TOKEN: 'secret' }).config
    expect(Object.keys(auth)).toHaveLength(1)
  })

  test('names every role', () => {
    expect(page).toContain(`| May | ${roles.map(role => `\`${role}\``).join(' | ')} |`)
  })

  test('names the codes with their statuses', () => {
    const rows = [...page.matchAll(/^\| (\d+) \| `([a-z-]+)` \|/gm)]
    expect(rows).toHaveLength(6)
    for (const [, status, code = ''] of rows) {
      expect(problemKinds[code as keyof typeof problemKinds].status).toBe(Number(status))
    }
  })
})
