import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { withStatus } from '../../../src/domain/document/set-status.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { promptly } from '../../support/processor-time.ts'
import { Random } from '../../support/random.ts'

/** The YAML after the change; undefined when it is given up. It is checked to mean what the JSON says. */
function change(yaml: string, status = 'deprecated'): string | undefined {
  const json = writeJson(parseYaml(yaml))
  const changed = withStatus({ json, source: Buffer.from(yaml) }, status)
  expect(JSON.parse(changed.json)).toEqual({ ...JSON.parse(json), status })
  const text = changed.source?.toString()
  if (text !== undefined) expect(writeJson(parseYaml(text))).toBe(changed.json)
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

describe('a source that can not be changed alone is left out', () => {
  test.each([
    ['others refer to its anchor', 'status: &s active\nname: *s\n'],
    ['others refer to its empty anchor', 'status: &s\nname: *s\n'],
    ['it comes from a merge key', 'base: &b {status: active}\n<<: *b\n'],
    ['its key is an alias', 'name: &k status\n*k : active\n'],
    ['its tag takes no text', 'status: !!int 1\n'],
    ['its key stands alone', '? status\n? id\n'],
  ])('%s', (_, yaml) => {
    expect(change(yaml)).toBeUndefined()
  })

  test.each([
    ['no UTF-8', Buffer.from('status: active\nname: \xff\n', 'latin1')],
    ['no YAML', Buffer.from('status: active\n}')],
    ['no mapping', Buffer.from('- status: active')],
    ['two documents', Buffer.from('status: active\n---\nstatus: active\n')],
    ['empty', Buffer.from('')],
  ])('when it is %s', (_, source) => {
    expect(withStatus({ json: '{"status":"active"}', source }, 'draft').source).toBeUndefined()
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
      expect(change(changed ?? '', 'draft')).toBe(marked(yaml))
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
