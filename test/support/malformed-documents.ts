/** The lines of a text, without the space around them. */
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim())

/** The words of a text. */
const words = (text: string) => text.trim().split(/\s+/)

/** Every beginning of a text but the whole of it. */
const beginnings = (text: string) => Array.from(text, (_, at) => text.slice(0, at))

/** Texts that are no JSON. */
export const brokenJson = [
  ...beginnings('{"name":"a","tags":[1.5e2,true],"team":{"a":null}}'),
  ...words(String.raw`
    } ] {}} {}, [} {] {"a"} {"a":} {:1} {,} {"a":1,} {"a"::1} {{}} {/**/} # undefined None True nul truefalse {}{}
    NaN {"price":{"priceAmount":NaN}} {"tags":[Infinity]} {"tags":[-Infinity]} {"tags":[1e999]} {"tags":[-1e999]}
    {"tags":[01]} {"tags":[+1]} {"tags":[.1]} {"tags":[1.]} {"tags":[0x1]} {"tags":[1_0]} {"tags":[1e]} {"tags":[--1]}
    {"name":"\x"} {"name":"\u12"} {"name":"\u{1}"} {'name':'a'} {name:"a"}
    {"a":1,"a":2} {"name":"a","name":"a"} {"description":{"a":1,"a":1}} {"tags":[{"":1,"":1}]}
  `),
  ...[
    '{"a":1 "b":2}',
    'true false',
    '"a" "b"',
    '{}\n{}',
    '// x\n{}',
    '{"name":"a\nb"}',
    '{"name":"\t"}',
    '{"name":"\0"}',
  ],
  ...['{}\0', '\0{}', '\u00a0{}', '\ufeff\ufeff{}', '{"a":\u20281}', '{"tags":[１]}'],
  ...[`{"tags":[${'1'.repeat(4301)}]}`, `{"tags":${'['.repeat(300)}${']'.repeat(300)}}`],
  ...['['.repeat(100_000), '{"a":'.repeat(100_000)],
]

/** Bytes that are no UTF-8. */
export const notUtf8 = [
  Buffer.from([0xff]),
  Buffer.from([0xfe, 0xff, 0x00, 0x7b]),
  Buffer.from('\ufeff{}', 'utf16le'),
  Buffer.from('{"name":"é"}', 'latin1'),
  Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x22, 0xf0, 0x9f, 0x98]),
  Buffer.alloc(1000, 0x80),
]

const rootStrings = words('kind name tenant status domain dataProduct slaDefaultElement contractCreatedTs')
const rootLists = words(
  'schema servers tags roles support slaProperties customProperties authoritativeDefinitions',
)
const wrongKinds = (keys: string[], values: string) =>
  keys.flatMap(key => words(values).map(value => `{"${key}":${value}}`))

/** JSON that is not the contract version `1.0.0` of the contract `a`. */
export const noContractJson = [
  ...words(String.raw`
    [] [{}] "a" 1 1.5 -0 true false null {"unknown":1} {"schema_":[]} {"Id":"a"} {"":1} {"_links":{}} {"$schema":"x"}
    {"__proto__":{}} {"constructor":1} {"prototype":1} {"toString":1} {"fingerprint":"x"}
    {"id":"b"} {"id":""} {"id":"A"} {"id":1} {"id":[]} {"id":{}} {"id":true} {"id":"\ud800"} {"id":"a\u0000"}
    {"version":"1.0.1"} {"version":""} {"version":1} {"version":1.0} {"version":[]} {"version":{}} {"version":"v1.0.0"}
    {"apiVersion":"2.2.2","id":"b"} {"apiVersion":"2.2.2","version":2}
  `),
  '{"id":"a "}',
  ...['v1.0.0', '2.1.0', '3.3.0', '4.0.0', '3', 'v', 'banana', '3.1.0\n', ' 3.1.0', '3.1.x'].map(apiVersion =>
    JSON.stringify({ apiVersion }),
  ),
  ...wrongKinds(['apiVersion'], '1 3.1 [] {} true'),
  ...wrongKinds(rootStrings, '1 [] {} true'),
  ...wrongKinds(rootLists, '1 "a" {} false'),
  ...wrongKinds(['description', 'price'], '1 "a" [] true'),
  ...wrongKinds(['team'], '1 "a" true'),
]

/** Texts that are no YAML, or have no meaning in JSON. */
export const brokenYaml = [
  ...['', ' ', '\n', '# x', '\ufeff', 'name: a\n b: c', 'name: a]b: c: d', 'name:\n\t- a', '\tname: a'],
  ...[
    '%YAML 9.9\n---\nname: a',
    '%YAML 1.2\nname: a',
    'name: a\n---\nname: b',
    'name: a\n...\nname: b',
    '? [a]\n: b',
  ],
  ...lines(String.raw`
    a: [
    a: {
    a: "
    a: '
    name: [a
    name: "\q"
    {name: a
    name: a: b
    name: @a
    name: %a
    {a}: b
    description: {a: 1, a: 2}
    name: *x
    name: &x *x
    tags: &x [*x]
    description: &x {a: *x}
    <<: a
    <<: [1]
    <<: *x
    tags: [.inf]
    tags: [.nan]
    tags: [-.INF]
    tags: [1e999]
    name: !x a
    name: !!binary YQ==
    tags: !!python/tuple [1]
  `),
  ...['name: `a', 'name: a\nname: b', `tags: [${'9'.repeat(5000)}]`],
  ...['['.repeat(5000), '{a: '.repeat(5000), '- '.repeat(5000), '? '.repeat(5000)],
  ...['&a ', '*a ', '! ', '}', ','].map(text => text.repeat(100)),
]

/** YAML that is not the contract version `1.0.0` of the contract `a`. */
export const noContractYaml = [
  ...['---', '---\n...', '|\n a', '? '],
  ...lines(`
    hello
    - a
    []
    42
    ~
    "a"
    true
    2024-01-01
    version: 1.0
    version: 1
    version: 2024-01-01
    version: 1.0.0.0
    id: 1
    id: b
    id: [a]
    name: 1
    status: true
    schema: {}
    tags: a
    unknown: 1
    apiVersion: 3.1
    apiVersion: v9.0.0
    apiVersion: [v3.1.0]
    __proto__: 1
    constructor: 1
    "": 1
    1: 2
    true: 1
    null: 1
    : 1
    !!set {a}
  `),
]

/** Path segments that no contract and no version may be named by. */
export const badNames = [
  ...words('%00 a%0Ab %20 %20a a%20 %7F %C2%80 %E2%80%A8 %FF %C3 %ED%A0%80'),
  ...['x'.repeat(256), '%F0%9F%98%80'.repeat(128)],
]
