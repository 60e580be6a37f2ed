import { describe, expect, test } from 'vitest'
import type { Entry, LinkEntry, VersionEntry } from '../../../src/stores/entry.ts'
import { EntryTextError, readEntry, writeEntry } from '../../../src/stores/entry-text.ts'

const json = '{"id":"a","n":1.0,"big":12345678901234567890,"e":1e400,"z":-0.0,"s":"\\ud800 \\u0000","s":2}'

const version: VersionEntry = {
  kind: 'version',
  id: '6c1f3c4e-8a52-4c8e-9d6b-0a1d7c3f2b11',
  contractId: 'sales.orders',
  version: '1.0.0',
  operation: 'create',
  revision: 1,
  time: new Date('2026-03-31T12:00:00.001Z'),
  caller: 'ana',
  reason: undefined,
  requestId: undefined,
  successor: undefined,
  sunset: undefined,
  compatibility: undefined,
  state: { name: 'orders', status: 'draft', fingerprint: 'ab', document: { json, source: undefined } },
}

const link: LinkEntry = {
  kind: 'link',
  id: 'l1',
  link: {
    datasetId: 'd',
    datasetVersion: '',
    contractId: 'sales.orders',
    contractVersion: '1.0.0',
    linkedAt: new Date('2026-03-31T12:00:00.000Z'),
    linkedBy: undefined,
  },
}

function withDocument(text: string, source?: Buffer): VersionEntry {
  return {
    ...version,
    state: { name: 'n', status: undefined, fingerprint: 'f', document: { json: text, source } },
  }
}

const entries: Readonly<Record<string, Entry>> = {
  'a version': version,
  'a link': link,
  'a link of a caller': { ...link, link: { ...link.link, linkedBy: 'ana' } },
  'a deletion': { ...version, operation: 'delete', state: undefined },
  'what another program deleted': { ...version, operation: 'external', caller: undefined, state: undefined },
  'a document that was never seen': {
    ...version,
    operation: 'external',
    state: { name: 'n', status: undefined, fingerprint: 'f', document: undefined },
  },
  'no successor': { ...version, operation: 'status', successor: null, reason: 'end' },
  'a successor and a sunset': {
    ...version,
    successor: '2.0.0',
    sunset: new Date('0000-01-01T00:00:00.000Z'),
  },
  'what was compared': {
    ...version,
    compatibility: {
      against: '0.9.0',
      class: 'breaking',
      counts: { breaking: 1, compatible: 0, cosmetic: 2 },
      breaks: { consumers: true, producers: false },
      overridden: true,
    },
  },
  'odd names': {
    ...version,
    contractId: 'a/b\u2028 é 😀',
    version: '\u0001\ud83d',
    caller: '',
    requestId: '"\n',
  },
  'a document that is no JSON': withDocument('it\'s a "quoted"\r\nline \\ \ud800 \0 \u0085'),
  'an empty document': withDocument('', Buffer.from('')),
  'YAML with a byte order mark and CRLF': withDocument('{}', Buffer.from('\ufeffa: 1\r\n# é 😀\n')),
  'YAML that is no UTF-8': withDocument('{}', Buffer.from([0xff, 0xfe, 0x61, 0x00])),
}

describe('an entry', () => {
  test.each(Object.entries(entries))('comes back from its line: %s', (_, entry) => {
    const line = writeEntry(entry)
    expect(line).not.toMatch(/[\n\r]/)
    expect(readEntry(line)).toStrictEqual(entry)
    expect(writeEntry(readEntry(line))).toBe(line)
    // the line survives being written in UTF-8
    expect(readEntry(Buffer.from(line).toString())).toStrictEqual(entry)
  })

  test('is a line that people can read', () => {
    expect(writeEntry(withDocument('{"a":1.0}', Buffer.from('a: 1.0\n')))).toBe(
      '{"kind":"version","id":"6c1f3c4e-8a52-4c8e-9d6b-0a1d7c3f2b11","contract_id":"sales.orders","version":"1.0.0",' +
        '"operation":"create","revision":1,"time":"2026-03-31T12:00:00.001Z","caller":"ana","state":{"name":"n",' +
        '"fingerprint":"f","document":{"json":"{\\"a\\":1.0}","yaml":"a: 1.0\\n"}}}',
    )
  })

  test('may have documents of eight megabytes', () => {
    const source = Buffer.alloc(8_000_000, 0xff)
    const text = `{"a":"${'é'.repeat(4_000_000)}"}`
    const entry = readEntry(writeEntry(withDocument(text, source)))
    const document = entry.kind === 'version' ? entry.state?.document : undefined
    expect(document?.json === text && document.source?.equals(source)).toBe(true)
  })
})

test('what a later release adds to an entry is passed over', () => {
  expect(readEntry(JSON.stringify({ ...JSON.parse(writeEntry(version)), later: 1 }))).toStrictEqual(version)
})

describe('a line that is no entry is refused, with the place', () => {
  const line = writeEntry(version)
  const changed = (change: (members: Record<string, unknown>) => unknown) => {
    const members = JSON.parse(line)
    change(members)
    return JSON.stringify(members)
  }
  const broken: Readonly<Record<string, [string, RegExp]>> = {
    'cut off': [line.slice(0, 60), /^not JSON: /],
    'a wrong character': [line.replace(':', ';'), /^not JSON: unexpected character at position 7$/],
    empty: ['', /^not JSON: it ends too early$/],
    'no object': ['[]', /expected object/],
    'of an unknown kind': [changed(all => (all.kind = 'x')), /^kind: /],
    'without a revision': [changed(all => delete all.revision), /^revision: /],
    'revision 0': [changed(all => (all.revision = 0)), /^revision: /],
    'a revision too large for a table': [changed(all => (all.revision = 2 ** 31)), /^revision: /],
    'a time in other words': [changed(all => (all.time = '2026-03-31')), /^time: expected a time such as/],
    'an unknown operation': [changed(all => (all.operation = 'publish')), /^operation: /],
    'a document that is no text': [
      changed(all => (all.state = { name: 'n', fingerprint: 'f', document: { json: {} } })),
      /^state\.document\.json: /,
    ],
    'no Base64': [
      changed(all => (all.state = { name: 'n', fingerprint: 'f', document: { json: '', yaml_base64: '*' } })),
      /^state\.document\.yaml_base64: is not Base64$/,
    ],
    'YAML with half a surrogate pair': [
      changed(all => (all.state = { name: 'n', fingerprint: 'f', document: { json: '', yaml: '\ud800' } })),
      /^state\.document\.yaml: /,
    ],
    'two sources': [
      changed(
        all =>
          (all.state = { name: 'n', fingerprint: 'f', document: { json: '', yaml: '', yaml_base64: '' } }),
      ),
      /^state\.document: has both/,
    ],
    'a deletion that leaves something': [changed(all => (all.operation = 'delete')), /^state: /],
    'a creation of nothing': [changed(all => delete all.state), /^state: /],
  }

  test.each(Object.entries(broken))('%s', (_, [text, message]) => {
    expect(() => readEntry(text)).toThrow(EntryTextError)
    expect(() => readEntry(text)).toThrow(message)
  })

  test('and without a word of the document', () => {
    const cut = line.slice(0, line.indexOf('12345') + 3)
    expect(() => readEntry(cut)).toThrow(/^(?!.*sales).*$/)
  })
})
