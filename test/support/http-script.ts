import { gzipSync } from 'node:zlib'
import { Random } from './random.ts'

/** A request of the script. `{{etag}}` in a header stands for the `ETag` of the answer before. */
export interface Call {
  readonly method: string
  /** As it goes over the wire: percent-encoded, or badly so. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** All of it, unless a header gives another length: then nothing more is sent. */
  readonly body?: string | Buffer
}

/** Names that some collation or other takes for one another, or that are long, or beyond the first plane of Unicode. */
const alike = [
  ['Orders', 'orders', 'ORDERS', 'order\u017f'],
  ['été', 'ete', 'Été', 'e\u0301te\u0301'],
  ['straße', 'strasse', 'STRASSE'],
  ['ab', 'a\u00adb', 'a\u200db', 'a b', 'a-b', 'ａｂ', 'a\u200b'],
  ['ﬀ', 'ff', 'İ', 'i', 'ı', 'I'],
  ['😀', '😁', '𐐷', '\uffee', '\ue000', '注文'],
  ['a%b', 'a_b', 'a/b', 'a\\b', "a'b", 'a"b', 'a;b', 'a--b', 'a?b', 'a#b'],
  ['0', '00', '1e0', 'null', 'NaN'],
]

const versions = [
  '1.0.0',
  '1.0.0-rc.1',
  '1.0.0-RC.1',
  '1.10.0',
  '1.9.0',
  '2.0',
  'draft',
  '2024-01-01',
  '1.0.0+a',
]
const pathOf = (id: string, version: string) =>
  `/contracts/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`
const listOf = (id: string) => `/contracts/${encodeURIComponent(id)}/versions`
const latestOf = (id: string) => `/contracts/${encodeURIComponent(id)}/latest`

const get = (path: string, headers: Record<string, string> = {}): Call => ({ method: 'GET', path, headers })

function put(path: string, body: string | Buffer, type = 'application/json', more = {}): Call {
  return { method: 'PUT', path, body, headers: { 'content-type': type, ...more } }
}

function putJson(id: string, version: string, members: object = {}): Call {
  return put(pathOf(id, version), JSON.stringify({ version, id, ...members }))
}

function putYaml(id: string, version: string, rest = ''): Call {
  return put(
    pathOf(id, version),
    `version: ${JSON.stringify(version)}\nid: ${JSON.stringify(id)}\n${rest}`,
    'application/yaml',
  )
}

/** Every way to read a version. */
function reads(id: string, version: string): Call[] {
  const path = pathOf(id, version)
  return [
    get(path),
    get(path, { 'if-none-match': '{{etag}}' }),
    get(path, { accept: 'application/yaml' }),
    get(path, { accept: 'application/yaml', 'if-none-match': '{{etag}}' }),
    get(path, { 'if-none-match': '"other", *' }),
  ]
}

/** Names that differ only to a computer are put under different documents, and each reads its own. */
function alikeCalls(): Call[] {
  const groups = alike.map(names => [
    ...names.map((id, at) =>
      putJson(id, versions[at % versions.length] ?? '1', { name: id, status: `s${at}` }),
    ),
    ...names.slice(0, 3).map((id, at) => get(pathOf(id, versions[at % versions.length] ?? '1'))),
    get(listOf(names[0] ?? '')),
    get(latestOf(names.at(-1) ?? '')),
    get(latestOf(`${names[0]}x`)),
  ])
  return groups.flat()
}

/** Versions of one contract, put out of order and partly over one another. */
function versionCalls(): Call[] {
  const puts = versions.map((version, at) => putJson('v', version, { status: at % 2 ? 'draft' : 'active' }))
  return [
    ...puts.flatMap(call => [call, get(latestOf('v')), get(listOf('v'))]),
    putYaml('v', '1.10.0', 'name: "overwritten" # by YAML\r\n'),
    ...reads('v', '1.10.0'),
    putJson('v', '1.10.0', { name: 'and back', tags: ['\u0000', '\ud800', '😀'] }),
    ...reads('v', '1.10.0'),
    get(latestOf('v'), { accept: 'application/yaml' }),
    get(latestOf('v'), { 'if-none-match': '{{etag}}' }),
  ]
}

/** Documents whose text databases could alter. */
function documentCalls(): Call[] {
  const texts = [
    '{"id":"d","version":"1.0.0","price":{"priceAmount":1.0,"x":1e2,"y":12345678901234567890.10}}',
    ' { "version" : "1.0.0" , "id" : "d" , "name" : "\\u00e9\\ud83d\\ude00\\u0000\\ud800" } ',
    '{"id":"d","version":"1.0.0","status":"  spaces  ","domain":"é😀","name":null,"description":{"usage":"u"}}',
    JSON.stringify({ id: 'd', version: '1.0.0', status: 's'.repeat(300), name: '😀'.repeat(300) }),
    JSON.stringify({
      id: 'd',
      version: '1.0.0',
      description: { usage: 'line\r\nline\n', purpose: 'p'.repeat(300_000) },
    }),
    JSON.stringify({ id: 'd', version: '1.0.0', description: { purpose: '注'.repeat(100_000) } }),
  ]
  return [
    ...texts.flatMap(text => [put(pathOf('d', '1.0.0'), text), ...reads('d', '1.0.0').slice(0, 3)]),
    putYaml('d', '2.0.0', '# é 😀\r\nname: |\n  trailing space \n\n'),
    ...reads('d', '2.0.0'),
    put(pathOf('d', '3.0.0'), gzipSync('{"id":"d","version":"3.0.0"}'), undefined, {
      'content-encoding': 'gzip',
    }),
    ...reads('d', '3.0.0').slice(0, 2),
    get(pathOf('d', '3.0.0'), { accept: 'text/html' }),
  ]
}

/** What is refused, and names that nobody has stored. */
function refusedCalls(): Call[] {
  const bodies = [
    '',
    '{',
    '[]',
    'null',
    '{"id":"x","version":"1.0.0"}',
    '{"id":1}',
    '{"a":1,"a":2}',
    '{"unknown":1}',
  ]
  const names = [
    '%20',
    'a%20',
    '%20a',
    'a%C2%A0',
    '%00',
    'a%0Ab',
    '%FF',
    '%ED%A0%80',
    '%',
    '%zz',
    '.',
    '..',
    '%2E%2E',
  ]
  const long = ['x'.repeat(255), 'x'.repeat(256), '😀'.repeat(127), '😀'.repeat(128), 'é'.repeat(255)]
  return [
    ...bodies.map(body => put(pathOf('a', '1.0.0'), body)),
    ...['a: [', 'a: b: c', '- a', 'version: 1.0'].map(body => put(pathOf('a', '1.0.0'), body, 'text/yaml')),
    ...names.flatMap(name => [
      put(`/contracts/${name}/versions/1`, '{}'),
      get(`/contracts/${name}/versions/1`),
      get(`/contracts/a/versions/${name}`),
    ]),
    ...long.flatMap(id => [putJson(id, '1'), get(pathOf(id, '1')), get(listOf(id))]),
    ...['v'.repeat(128), 'v'.repeat(129), '😀'.repeat(64)].flatMap(version => [
      putJson('long', version),
      get(pathOf('long', version)),
    ]),
    ...[1000, 4001, 9000].flatMap(length => [
      get(latestOf('y'.repeat(length))),
      get(pathOf('a', 'y'.repeat(length))),
    ]),
    put(pathOf('a', '1.0.0'), '{}', 'text/plain'),
    put(pathOf('a', '1.0.0'), '{}', 'application/json', { 'content-encoding': 'br' }),
    // the answer comes before the body, of which so little is sent that it can be read in any case
    put(pathOf('a', '1.0.0'), '{"name":"', 'application/json', { 'content-length': '9437184' }),
    { method: 'DELETE', path: pathOf('v', '1.0.0') },
    { method: 'POST', path: '/contracts' },
    { method: 'HEAD', path: pathOf('v', '1.0.0') },
    ...['/', '/contracts/a', '/contracts/a/versions/1/2', '/health', '/health/ready'].map(path => get(path)),
  ]
}

function linkCalls(): Call[] {
  const link = (id: string, version: string): Call => {
    const body = { dataset_id: 't', dataset_version: '1', contract_id: id, contract_version: version }
    const headers = { 'content-type': 'application/json' }
    return { method: 'POST', path: '/contracts/link', headers, body: JSON.stringify(body) }
  }
  return [link('v', '1.0.0'), link('V', '1.0.0'), link('v', '1.0.0 '), get('/contracts/datasets/t/linked')]
}

const pages = [
  '',
  '?limit=3',
  '?limit=3&offset=3',
  '?offset=20',
  '?limit=0',
  '?limit=-1',
  '?limit=a',
  '?offset=1e9',
]
const pageCalls = () =>
  [...pages, '?limit=999999999999999&offset=999999999999999'].map(query => get(`/contracts${query}`))

/** Calls in a random order on a few names, so that each finds what those before it left; the same in every run. */
function randomCalls(count: number): Call[] {
  const random = new Random(43)
  const ids = ['r', 'R', 'é', 'e\u0301', '😀', '\uffee']
  return Array.from({ length: count }, (_, at) => {
    const [id, version] = [random.of(ids), random.of(versions)]
    const members = { name: `n${at}`, status: random.of(['active', 'draft', 'é']) }
    return random.of<() => Call>([
      () => putJson(id, version, members),
      () => putYaml(id, version, `name: n${at}\n`),
      () => get(pathOf(id, version)),
      () => get(pathOf(id, version), { accept: 'application/yaml' }),
      () => get(latestOf(id), { 'if-none-match': '{{etag}}' }),
      () => get(listOf(id)),
      () => get(`/contracts?limit=${random.below(9)}&offset=${random.below(9)}`),
    ])()
  })
}

/** Some hundred requests, from publishing to errors, for a service with an empty store. Always the same. */
export function httpScript(): Call[] {
  return [
    ...pageCalls(),
    ...alikeCalls(),
    ...versionCalls(),
    ...documentCalls(),
    ...refusedCalls(),
    ...linkCalls(),
    ...randomCalls(100),
    ...pageCalls(),
  ]
}
