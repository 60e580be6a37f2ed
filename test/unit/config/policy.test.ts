import { describe, expect, test } from 'vitest'
import { fileName, fileWith, load, problems, withStore } from './support.ts'

// The keys about statuses, versions and writes: `[policy]` and `contract_store.status_filter`.

describe('values of the file', () => {
  test.each<[section: string, key: string, toml: string, property: string, value: unknown]>([
    ['contract_store', 'status_filter', '"Active"', 'contractStore.statusFilter', ['active']],
    ['contract_store', 'status_filter', '"active, None,"', 'contractStore.statusFilter', ['active', 'none']],
    [
      'contract_store',
      'status_filter',
      '[" Active ", "in review"]',
      'contractStore.statusFilter',
      ['active', 'in review'],
    ],
    ['contract_store', 'status_filter', '"*"', 'contractStore.statusFilter', undefined],
    ['contract_store', 'status_filter', '["active", "*"]', 'contractStore.statusFilter', undefined],
    ['policy', 'overwrite', '"Unless-Approved"', 'policy.overwrite', 'unless-approved'],
    ['policy', 'overwrite', '"always"', 'policy.overwrite', 'always'],
    ['policy', 'overwrite', '"never"', 'policy.overwrite', 'never'],
    ['policy', 'approved_statuses', '[]', 'policy.approvedStatuses', []],
    [
      'policy',
      'approved_statuses',
      '[" Active ", "IN FORCE"]',
      'policy.approvedStatuses',
      ['active', 'in force'],
    ],
    ['policy', 'version_order', '"increasing"', 'policy.versionOrder', 'increasing'],
    ['policy', 'transitions', '" Default "', 'policy.transitions', 'default'],
    ['policy', 'transitions', '"ANY"', 'policy.transitions', 'any'],
    [
      'policy',
      'transitions',
      '{ " Draft" = ["Review "], constructor = [] }',
      'policy.transitions',
      { draft: ['review'], constructor: [] },
    ],
    [
      'policy',
      'transitions',
      '"draft>review; review>"',
      'policy.transitions',
      { draft: ['review'], review: [] },
    ],
    ['policy', 'strict_statuses', 'true', 'policy.strictStatuses', true],
    ['policy', 'strict_statuses', '"On"', 'policy.strictStatuses', true],
    ['policy', 'require_if_match', '1', 'policy.requireIfMatch', true],
    ['policy', 'require_if_match', '"yes"', 'policy.requireIfMatch', true],
  ])('[%s] %s = %s makes %s %j', (section, key, toml, property, value) => {
    expect(load(fileWith(section, key, toml)).config).toHaveProperty(property, value)
  })
})

describe('values that are wrong', () => {
  const onOff = 'true or false (also yes or no, on or off, 1 or 0)'
  const filter = 'one status or several, such as "active", "active,none" or ["active", "none"]'
  const overwrite = 'one of unless-approved, always, never'
  const statuses = 'a list of statuses, such as ["active", "retired"] (separated by commas in a variable)'
  const transitions =
    '"default", "any" or a table such as { draft = ["active"], active = [] } ("draft>active; active>" in a variable)'

  test.each([
    ['contract_store', 'status_filter', '3', '3 (an integer)', filter],
    ['contract_store', 'status_filter', 'true', 'true (a boolean)', filter],
    ['policy', 'overwrite', '"sometimes"', '"sometimes" (a string)', overwrite],
    ['policy', 'overwrite', 'true', 'true (a boolean)', overwrite],
    ['policy', 'approved_statuses', '"active"', '"active" (a string)', statuses],
    ['policy', 'approved_statuses', '{ active = true }', 'a table', statuses],
    ['policy', 'version_order', '"decreasing"', '"decreasing" (a string)', 'one of any, increasing'],
    ['policy', 'version_order', '[]', 'an array', 'one of any, increasing'],
    ['policy', 'transitions', '"none"', '"none" (a string)', transitions],
    ['policy', 'transitions', 'false', 'false (a boolean)', transitions],
    ['policy', 'transitions', '["draft"]', 'an array', transitions],
    ['policy', 'transitions', '1979-05-27', 'a date or time', transitions],
    ['policy', 'strict_statuses', '"maybe"', '"maybe" (a string)', onOff],
    ['policy', 'require_if_match', '2', '2 (an integer)', onOff],
  ])('[%s] %s = %s is reported as %s', (section, key, toml, shown, expected) => {
    const line = section === 'contract_store' ? 3 : 4
    expect(problems(fileWith(section, key, toml))).toEqual([
      `${fileName}:${line}:${key.length + 4}: ${section}.${key} is ${shown}; expected ${expected}`,
    ])
  })

  test('each wrong status of a list is reported at its own place', () => {
    const expected = `expected ${statuses}`
    expect(problems(withStore('[policy]\napproved_statuses = [\n  "active",\n  " ", 3]'))).toEqual([
      `${fileName}:6:3: policy.approved_statuses[1] is " " (a string); ${expected}`,
      `${fileName}:6:8: policy.approved_statuses[2] is 3 (an integer); ${expected}`,
    ])
    expect(problems(withStore('status_filter = ["active", ""]'))).toEqual([
      `${fileName}:3:28: contract_store.status_filter[1] is "" (a string); expected ${filter}`,
    ])
  })

  test('each wrong row of the transitions is reported at its own place', () => {
    const text = `[policy.transitions]
draft = "active"
"in review" = ["draft",
  3, ""]
proposed.to = ["draft"]
retired = []`
    expect(problems(withStore(text))).toEqual([
      `${fileName}:4:9: policy.transitions.draft is "active" (a string); expected ${transitions}`,
      `${fileName}:6:3: policy.transitions."in review"[1] is 3 (an integer); expected ${transitions}`,
      `${fileName}:6:6: policy.transitions."in review"[2] is "" (a string); expected ${transitions}`,
      `${fileName}:7:1: policy.transitions.proposed is a table; expected ${transitions}`,
    ])
  })

  test.each([
    ['', 'has no row; write "any" to allow every move'],
    ['draft = ["active"]\n" Draft" = []', 'has two rows for the status "draft"'],
    ['"" = ["active"]', 'has a row for a status without a name'],
  ])('transitions of %j are a mistake', (rows, message) => {
    expect(problems(withStore(`[policy.transitions]\n${rows}`))).toEqual([
      `${fileName}:3:2: policy.transitions ${message}`,
    ])
  })

  test.each(['[]', '","'])('a status filter of %s would leave no version', toml => {
    expect(problems(withStore(`status_filter = ${toml}`))).toEqual([
      `${fileName}:3:17: contract_store.status_filter names no status; write "*" for every status`,
    ])
  })

  test.each([
    [
      'DC43_CONTRACT_STORE_STATUS_FILTER',
      ' , ',
      'contract_store.status_filter names no status; write "*" for every status',
    ],
    [
      'DC43_POLICY_OVERWRITE',
      'yes',
      'policy.overwrite is "yes"; expected one of unless-approved, always, never',
    ],
    ['DC43_POLICY_VERSION_ORDER', 'up', 'policy.version_order is "up"; expected one of any, increasing'],
    ['DC43_POLICY_STRICT_STATUSES', 'maybe', 'policy.strict_statuses is "maybe"; expected true or false'],
    ['DC43_POLICY_REQUIRE_IF_MATCH', '2', 'policy.require_if_match is "2"; expected true or false'],
    ...['defualt', 'draft', 'draft>active>retired', 'draft>active; retired', 'draft,active'].map(text => [
      'DC43_POLICY_TRANSITIONS',
      text,
      `policy.transitions is "${text}"; expected "default", "any" or a table such as `,
    ]),
    ['DC43_POLICY_TRANSITIONS', '>active', 'policy.transitions has a row for a status without a name'],
    ['DC43_POLICY_TRANSITIONS', 'a>b; A >c', 'policy.transitions has two rows for the status "a"'],
    ['DC43_POLICY_TRANSITIONS', ';', 'policy.transitions has no row; write "any" to allow every move'],
  ] as [name: string, text: string, message: string][])('variable %s = %j', (name, text, message) => {
    const [problem, ...others] = problems(withStore(''), { [name]: text })
    expect(problem?.startsWith(`variable ${name}: ${message}`), problem).toBe(true)
    expect(others).toEqual([])
  })
})

describe('the rules of compatibility', () => {
  test('are read as they are written', () => {
    const toml = `[policy]
compatibility = "Full"
[policy.rules]
"enum-value-added" = "compatible"
[[policy.contracts]]
match = "finance.*"
compatibility = "consumer"
compatibility_against = "line"
on_breaking = "refuse"
on_small_bump = "refuse"`
    const { policy } = load(withStore(toml)).config
    expect(policy.compatibility).toBe('full')
    expect(policy.rules).toEqual({ 'enum-value-added': 'compatible' })
    expect(policy.contracts).toEqual([
      {
        ...{ match: 'finance.*', compatibility: 'consumer', against: 'line' },
        ...{ onBreaking: 'refuse', onSmallBump: 'refuse' },
      },
    ])
  })

  test.each([
    ['[policy]\ncompatibility = "backward"', 'expected one of none, consumer, producer, full'],
    ['[policy.rules]\nenum-value-aded = "off"', 'did you mean enum-value-added?'],
    ['[policy.rules]\nenum-value-added = "never"', 'expected one of breaking, compatible, cosmetic, off'],
    ['[[policy.contracts]]\ncompatibility = "full"', 'policy.contracts[0].match is missing'],
    ['[[policy.contracts]]\nmatch = "a"\non_braking = "major"', 'on_braking is not a known key'],
  ])('%j is refused', (toml, message) => {
    expect(problems(withStore(toml)).join()).toContain(message)
  })
})
