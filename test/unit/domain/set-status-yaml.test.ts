import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { withStatus } from '../../../src/domain/document/set-status.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { faultOf } from '../../support/faults.ts'
import { promptly } from '../../support/processor-time.ts'
import { Random } from '../../support/random.ts'

/** The YAML after the change, which is checked to mean what the JSON says. */
function change(yaml: string, status = 'deprecated'): string {
  const json = writeJson(parseYaml(yaml))
  const changed = withStatus({ json, source: Buffer.from(yaml) }, status)
  expect(JSON.parse(changed.json)).toEqual({ ...JSON.parse(json), status })
  const text = changed.source?.toString() ?? ''
  expect(writeJson(parseYaml(text))).toBe(changed.json)
  return text
}

/** `‹old›` marks what is to be replaced. */
const marked = (text: string) => text.replace(/‹(.*?)›/s, '$1')
const replaced = (text: string, value: string) => text.replace(/‹.*?›/s, () => value)

describe('the status of a YAML document is replaced in place', () => {
  test.each([
    ['id: x\nstatus: ‹active›\nname: n\n'],
    ['status: ‹active›'],
    ['status:   ‹active›  # why\n'],
    ['status : ‹active›\t# why\n'],
    ['status: # comment\n  ‹active›\nname: n\n'],
    ['# a: b\n---\n# status: x\nstatus: ‹active› # status: y\n...\n'],
    ['%YAML 1.2\n---\nstatus: ‹active›\n'],
    ['%YAML 1.1\n---\nid: x\nstatus: ‹active›\n'],
    ['id: x\r\nstatus: ‹active›\r\nname: n\r\n'],
    ['\ufeffstatus: ‹active›\nname: n'],
    ['--- \n  id: x\n  status: ‹active›\n'],
    ['"status": ‹active›\n'],
    ["'status': ‹active›\n"],
    ['"st\\u0061tus": ‹active›\n'],
    ['? status\n: ‹active›\n? id\n: x\n'],
    ['!!map\nstatus: !!str ‹active›\n'],
    ['!!str status: ‹active›\n'],
    ['&k status: ‹active›\nname: *k\n'],
    ['status: &s ‹active›\nname: n\n'],
    ['status: &s !!str ‹active› # c\nname: n\n'],
    ['&all\nid: x\nstatus: ‹active›\n'],
    ['status: ‹in\n  review›\nname: n\n'],
    ['status: ‹null›\n'],
    ['status: ‹~› # none yet\n'],
    ['name: &n active\nstatus: ‹*n›\nid: *n\n'],
    ['{status: ‹active›, id: x}\n'],
    ['{ id: x, status : ‹active› }'],
    ['{\n  id: x, # c\n  status: ‹active›\n}\n'],
    ['--- {id: x, ? status : ‹active›} # c\n'],
    ['schema:\n- status: a\n  properties: [{status: b}]\nstatus: ‹active›\nteam: {status: c}\n'],
    ['a:\n  status: x\nstatus: ‹active›\nb: "\nstatus: y"\n'],
    ['description: |\n  status: x\nstatus: ‹active›\n'],
    ['"é😀": "😀"\nstatus: ‹active›\n'],
  ])('%j', yaml => {
    expect(change(marked(yaml))).toBe(replaced(yaml, 'deprecated'))
  })

  test.each([
    ["status: '‹active›' # c\n", "it's", "it''s"],
    ['status: "‹active›" # c\n', 'a "b" \\', 'a \\"b\\" \\\\'],
    ["{status: '‹active›'}", 'a, b', 'a, b'],
    ['{"id":"x","status":"‹active›"}', 'deprecated', 'deprecated'],
    ['{"status":"‹ac\\u0074ive›","id":"x"}', 'geprüft 😀', 'geprüft 😀'],
    ['status: "‹in\nreview›"\nid: x\n', 'deprecated', 'deprecated'],
    ['status: ‹active›\n', 'in review', 'in review'],
    ['status: ‹active›\n', "it's, [so]", "it's, [so]"],
    ['status: ‹active›\n', 'geprüft', 'geprüft'],
    ['status: ‹active›\n', 'a:b#c', 'a:b#c'],
  ])('in the same quotes: %j to %j', (yaml, status, text) => {
    expect(change(marked(yaml), status)).toBe(replaced(yaml, text))
  })

  test.each([
    'true',
    'Yes',
    'no',
    'null',
    '~',
    '1.0',
    '0x1F',
    '2024-01-01',
    '<<',
    'a: b',
    'a #b',
    '- a',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '|',
    '>',
    '? a',
    '[a',
    '{a',
    ' a',
    'a ',
    'a:',
    '',
    '"a"',
    "'a'",
    '#a',
    '---',
    'y',
    '=',
  ])('plain text becomes quoted for %j', status => {
    for (const yaml of ['a: 1\nstatus: ‹active›\n', '{a: 1, status: ‹active›}', 'status: # c\n ‹active›']) {
      expect(change(marked(yaml), status)).toBe(replaced(yaml, JSON.stringify(status)))
    }
    expect(change("status: 'active'\n", status)).toBe(`status: '${status.replaceAll("'", "''")}'\n`)
    expect(change('status: "active"\n', status)).toBe(`status: ${JSON.stringify(status)}\n`)
  })

  test.each(['a, b', '[a]', 'a]', '}'])('plain text in braces becomes quoted for %j', status => {
    expect(change('{status: active, a: b}', status)).toBe(`{status: ${JSON.stringify(status)}, a: b}`)
  })

  test.each(['a\nb', 'a\tb', '\u0007', '\u2028', '\ufeff', '\ud800', 'a\r\n'])('%j is escaped', status => {
    for (const quote of ['', '"', "'"]) {
      const changed = change(`status: ${quote}active${quote}\nid: x\n`, status)
      expect(changed).toMatch(/^status: "[ -~]*"\nid: x\n$/)
    }
  })
})

describe('a block', () => {
  test.each([
    ['status: |\n  active\nname: n\n', 'status: deprecated\nname: n\n'],
    [
      'status: >- # why\n  in\n  review\n\n# next\nname: n\n',
      'status: deprecated # why\n\n# next\nname: n\n',
    ],
    ['id: x\nstatus: |-2\r\n    a\r\n\r\n    b', 'id: x\nstatus: deprecated\r\n'],
    ['status: |\nname: n\n', 'status: deprecated\nname: n\n'],
    ['status: &s |+\n  active\n\n\nname: n\n', 'status: &s deprecated\n\n\nname: n\n'],
  ])('%j becomes a line: %j', (yaml, wanted) => {
    expect(change(yaml)).toBe(wanted)
  })
})

describe('a status without a value is filled in', () => {
  test.each([
    ['status:‹›\nname: n\n'],
    ['id: x\nstatus:‹›'],
    ['status:‹› # none yet\nname: n\n'],
    ['status:‹›   \r\nname: n\r\n'],
    ['status:‹›\n# c\n\nname: n\n'],
    ['status: &s‹›\nname: n\n'],
    ['? status\n:‹›\n'],
    ['{status:‹›, id: x}'],
    ['{id: x, status:‹› }'],
    ['{id: x, "status":‹›}'],
  ])('%j', yaml => {
    expect(change(marked(yaml))).toBe(replaced(yaml, ' deprecated'))
  })

  test.each([
    '{id: x, status}',
    '{status, id: x}',
    '{ "status" , id: x}',
  ])('even where %j has no colon', yaml => {
    expect(change(yaml)).toBe(yaml.replace(/status"?/, '$&: deprecated'))
  })
})

describe('a missing status is put in first', () => {
  test.each([
    ['‹›id: x\nname: n\n', 'status: deprecated\n'],
    ['‹›id: x', 'status: deprecated\n'],
    ['\ufeff‹›id: x\r\nname: n\r\n', 'status: deprecated\r\n'],
    ['# c\n\n---  # d\n# e\n‹›id: x # f\n...\n', 'status: deprecated\n'],
    ['%YAML 1.1\n---\n!!map\n# c\n‹›!!str id: x\n', 'status: deprecated\n'],
    ['&r !!map\n‹›&k id: x\nname: *k\n', 'status: deprecated\n'],
    ['---\n  # c\n  ‹›id: x\n  name: n\n', 'status: deprecated\n  '],
    ['‹›? id\n: x\n', 'status: deprecated\n'],
    ['‹›"id": x\nschema:\n- status: a\n', 'status: deprecated\n'],
    ['{‹›id: x}', 'status: deprecated, '],
    ['--- {‹› id: x, schema: [status: a] } # c\n', 'status: deprecated, '],
    ['{‹› # c\n  id: x\n}\n', 'status: deprecated, '],
    ['{‹›}', 'status: deprecated'],
    ['{‹› }\n', 'status: deprecated'],
    ['{‹›"id":"x","name":"n"}\n', '"status": "deprecated", '],
  ])('%j', (yaml, text) => {
    expect(change(marked(yaml))).toBe(replaced(yaml, text))
  })
})

describe('a status that others refer to', () => {
  test.each([
    ['status: &s active\nname: *s\n', 'status: deprecated\nname: &s active\n'],
    [
      'status: &s active # c\nname: *s # d\ntags: [*s, x]\n',
      'status: deprecated # c\nname: &s active # d\ntags: [*s, x]\n',
    ],
    ['status: &s "active"\nname: *s\n', 'status: "deprecated"\nname: &s "active"\n'],
    ["status: &s 'in: review'\ntags: [*s]\n", "status: 'deprecated'\ntags: [&s 'in: review']\n"],
    ['status: &s a, b\ntags: [*s]\n', 'status: deprecated\ntags: [&s "a, b"]\n'],
    ['status: !!str &s active\nname: *s\n', 'status: !!str deprecated\nname: &s active\n'],
    ['status: &s !!str active\nname: *s\n', 'status: !!str deprecated\nname: &s active\n'],
    ['status: &s\nname: *s\n', 'status:  deprecated\nname: &s null\n'],
    ['status: &s ~\nname: *s\n', 'status: deprecated\nname: &s null\n'],
    ['status: &s |\n  active\nname: *s\n', 'status: deprecated\nname: &s "active\\n"\n'],
    ['status: &s in\n  review\nname: *s\n', 'status: deprecated\nname: &s in review\n'],
    ['{status: &s active, name: *s}\n', '{status: deprecated, name: &s active}\n'],
    ['? status\n: &s active\n? name\n: *s\n', '? status\n: deprecated\n? name\n: &s active\n'],
    ['status: &s active\ntags:\n- *s : x\n', 'status: deprecated\ntags:\n- &s active : x\n'],
    ['status: &s active\r\nname: *s\r\n', 'status: deprecated\r\nname: &s active\r\n'],
    ['status: &s active\rname: *s\r', 'status: deprecated\rname: &s active\r'],
    [
      'status: &s active\nname: "*s" # *s\ndomain: *s\n',
      'status: deprecated\nname: "*s" # *s\ndomain: &s active\n',
    ],
    [
      'status: &s active\nname: *s\ndomain: &s x\ntenant: *s\n',
      'status: deprecated\nname: &s active\ndomain: &s x\ntenant: *s\n',
    ],
  ])('%j leaves them what they were: %j', (yaml, wanted) => {
    expect(change(yaml)).toBe(wanted)
    expect(change(wanted, 'retired')).toBe(wanted.replace('deprecated', 'retired'))
  })
})

describe('a status from a merge key is overridden', () => {
  test.each([
    ['team: &b {status: active}\n<<: *b\n', 'team: &b {status: active}\n<<: *b\nstatus: deprecated\n'],
    [
      'team: &b {status: active}\n<<: *b # c\n# d\nname: n\n',
      'team: &b {status: active}\n<<: *b # c\n# d\nstatus: deprecated\nname: n\n',
    ],
    ['team: &b {status: active}\n<<: [*b]', 'team: &b {status: active}\n<<: [*b]\nstatus: deprecated\n'],
    [
      'team: &b {status: active}\n<<:\n- *b\n...\n',
      'team: &b {status: active}\n<<:\n- *b\nstatus: deprecated\n...\n',
    ],
    [
      '{team: &b {status: active}, <<: *b, name: n}',
      '{team: &b {status: active}, <<: *b, status: deprecated, name: n}',
    ],
    ['{team: &b {status: active}, <<: *b }\n', '{team: &b {status: active}, <<: *b , status: deprecated}\n'],
    [
      '  team: &b {status: active}\n  <<: *b\n  name: n\n',
      '  team: &b {status: active}\n  <<: *b\n  status: deprecated\n  name: n\n',
    ],
    [
      '<<: {name: n, status: active, domain: d}\nid: x\n',
      '<<: {name: n, status: active, domain: d}\nstatus: deprecated\nid: x\n',
    ],
    [
      'team: &b {status: active}\r\n<<: *b\r\n',
      'team: &b {status: active}\r\n<<: *b\r\nstatus: deprecated\r\n',
    ],
  ])('%j becomes %j', (yaml, wanted) => {
    expect(change(yaml)).toBe(wanted)
    expect(change(wanted, 'retired')).toBe(wanted.replace('deprecated', 'retired'))
  })

  test('but one that no merge key brings stands first', () => {
    expect(change('team: &b {name: t}\n<<: *b\n')).toBe('status: deprecated\nteam: &b {name: t}\n<<: *b\n')
  })
})

describe('a key that is written in another way is found', () => {
  test.each([
    ['name: &k status\n*k : active\n', 'name: &k status\n*k : deprecated\n'],
    ['{name: &k status, *k : active}', '{name: &k status, *k : deprecated}'],
    [
      'name: &k status\ntenant: &t domain\n*t : d\n*k : active\n',
      'name: &k status\ntenant: &t domain\n*t : d\n*k : deprecated\n',
    ],
    ['? status\n? id\n', '? status\n: deprecated\n? id\n'],
    ['? status # c\n? id\n', '? status\n: deprecated # c\n? id\n'],
  ])('%j becomes %j', (yaml, wanted) => {
    expect(change(yaml)).toBe(wanted)
  })
})

describe('a source whose status cannot be changed alone is refused, and not given up', () => {
  test.each([
    ['its tag takes no text', '{"status":1}', 'status: !!int 1\n'],
    ['no UTF-8', '{"status":"a"}', Buffer.from('status: active\nname: \xff\n', 'latin1')],
    ['no YAML', '{"status":"a"}', 'status: active\n}'],
    ['no mapping', '{"status":"a"}', '- status: active'],
    ['two documents', '{"status":"a"}', 'status: active\n---\nstatus: active\n'],
    ['empty', '{"status":"a"}', ''],
    ['another document', '{"status":"a","name":"n"}', '- 1'],
  ])('when it is or has: %s', (_, json, source) => {
    const fault = faultOf(() => withStatus({ json, source: Buffer.from(source as string) }, 'draft'))
    expect([fault.code, fault.message]).toEqual([
      'status-not-editable',
      expect.stringMatching(/publish the whole/),
    ])
  })
})

test('a document whose id and version the registry filled in keeps its source', () => {
  const stored = {
    json: '{"version":"1.0.0","id":"x","name":"n","status":"draft"}',
    source: Buffer.from('name: n\nstatus: draft\n'),
  }
  expect(withStatus(stored, 'active').source?.toString()).toBe('name: n\nstatus: active\n')
})

describe('generated documents', () => {
  const random = new Random(11)
  const value = () =>
    random.of([
      ' x',
      " 'it''s'",
      ' "a: b"',
      ' {status: a, b: [1, {status: c}]}',
      '\n  status: inner\n  other: 1.0',
      '\n- status: inner\n- &a b\n- *a',
      ' |\n  status: text\n\n  more',
      ' >-\n  folded\n  status: text',
      ' # comment\n  plain\n  text',
      '',
    ])
  const gap = () => random.of(['\n', '\n', '\n\n', ' # status: no\n', '\n# status: no\n'])
  const member = (prefix: string) => (_: unknown, at: number) => {
    const quote = random.of(['', '"'])
    return `${quote}${prefix}${at}${quote}:${value()}${gap()}`
  }
  const members = (prefix: string) => Array.from({ length: random.below(4) }, member(prefix)).join('')

  test('have another status and nothing else, and the old one when it is changed back', () => {
    for (let round = 0; round < 300; round++) {
      const head = random.of(['', '---\n', '# c\n', '\ufeff', '%YAML 1.2\n---\n# c\n'])
      const eol = random.of(['\n', '\r\n'])
      const quote = random.of(['', '"', "'"])
      const line = `status:${random.of([' ', '  '])}${quote}‹draft›${quote}${gap()}`
      const yaml = (head + members('a') + line + members('b')).replaceAll('\n', eol)
      const changed = change(marked(yaml), 'active')
      expect(changed).toBe(replaced(yaml, 'active'))
      expect(change(changed, 'draft')).toBe(marked(yaml))
    }
  })
})

test('a document of 8 MiB is changed in good time', () => {
  const property = (at: number) =>
    `  - name: property_${at}\n    description: ${'some words '.repeat(130)}\n    status: x\n`
  const yaml = `id: x\nschema:\n- name: t\n  properties:\n${Array.from({ length: 6_000 }, (_, at) => property(at)).join('')}status: draft # c\n`
  expect(yaml.length).toBeGreaterThan(8 * 2 ** 20)
  const stored = { json: writeJson(parseYaml(yaml)), source: Buffer.from(yaml) }
  const changed = promptly(() => withStatus(stored, 'active'), 10_000)
  expect(changed.source?.toString().endsWith('\nstatus: active # c\n')).toBe(true)
})
