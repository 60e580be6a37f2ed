import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/config/auth-tokens.ts'
import { describeConfig } from '../../../src/config/describe.ts'
import { fileName, load, problems, withStore } from './support.ts'

// The keys of `[auth]` that are tables, and the one that depends on them.

const digest = sha256('hunter2')
const at = (line: number, column: number) => `${fileName}:${line}:${column}:`
const tokenOf = (...lines: string[]) => withStore(['[[auth.tokens]]', ...lines].join('\n'))
const valid = ['name = "spark"', 'role = "publisher"', `sha256 = "${digest}"`]
const oidcOf = (...lines: string[]) => withStore(['[auth.oidc]', ...lines].join('\n'))
const validOidc = [
  'issuer = "https://login.example.org"',
  'audience = "dc43"',
  'role_mapping = { a = "reader" }',
]

describe('auth.tokens', () => {
  test('has what the file says', () => {
    const text = tokenOf(
      ...valid,
      'contracts = ["sales.*", "hr.people", "*"]',
      'expires = 2027-01-01T00:00:00+01:00',
      '[[auth.tokens]]',
      'name = " second "',
      'role = " Admin"',
      'token_variable = "SECOND_TOKEN"',
      'expires = "2027-01-01T00:00:00Z"',
    )
    expect(load(text, { SECOND_TOKEN: ' secret\n' }).config.auth.tokens).toEqual([
      {
        name: 'spark',
        role: 'publisher',
        contracts: ['sales.*', 'hr.people', '*'],
        expires: new Date('2026-12-31T23:00:00Z'),
        sha256: digest,
        tokenVariable: undefined,
      },
      {
        name: 'second',
        role: 'admin',
        expires: new Date('2027-01-01T00:00:00Z'),
        sha256: sha256('secret'),
        tokenVariable: 'SECOND_TOKEN',
      },
    ])
  })

  test('may be written in one line', () => {
    const text = withStore(
      `[auth]\ntokens = [{ name = "a", role = "reader", sha256 = "${digest.toUpperCase()}" }]`,
    )
    expect(load(text).config.auth.tokens).toMatchObject([{ name: 'a', sha256: digest }])
  })

  const roles = 'one of reader, reporter, publisher, steward, admin'
  const patterns = '1 to 200 contract ids or beginnings of them, such as ["sales.*", "hr.people"]'
  const expiry = 'a date and time with an offset, such as 2027-01-01T00:00:00Z'
  test.each([
    ['role = "boss"', 5, 8, `role is "boss" (a string); expected ${roles}`],
    ['role = 3', 5, 8, `role is 3 (an integer); expected ${roles}`],
    ['role = "reader"\ncontracts = []', 6, 13, `contracts is an array; expected ${patterns}`],
    ['role = "reader"\ncontracts = "a"', 6, 13, `contracts is "a" (a string); expected ${patterns}`],
    ['role = "reader"\ncontracts = ["a", 3]', 6, 19, `contracts[1] is 3 (an integer); expected ${patterns}`],
    ['role = "reader"\ncontracts = ["a*b"]', 6, 14, 'contracts[0] is "a*b"; a * may stand at the end only'],
    ['role = "reader"\ncontracts = ["a**"]', 6, 14, 'contracts[0] is "a**"; a * may stand at the end only'],
    [
      'role = "reader"\ncontracts = [""]',
      6,
      14,
      'contracts[0] is ""; the contract id is empty; expected 1 to 255 characters',
    ],
    ['role = "reader"\nexpires = 2027-01-01', 6, 11, `expires is a date or time; expected ${expiry}`],
    [
      'role = "reader"\nexpires = 2027-01-01T00:00:00',
      6,
      11,
      `expires is a date or time; expected ${expiry}`,
    ],
    ['role = "reader"\nexpires = "soon"', 6, 11, `expires is "soon" (a string); expected ${expiry}`],
    [
      'role = "reader"\nexpires = "2027-13-01T00:00:00Z"',
      6,
      11,
      `expires is "2027-13-01T00:00:00Z" (a string); expected ${expiry}`,
    ],
    [
      'role = "reader"\nrol = "x"',
      6,
      7,
      'rol is not a known key; did you mean role? Known: name, role, contracts, expires, sha256, token_variable',
    ],
  ])('with %j is refused', (line, row, column, problem) => {
    expect(problems(tokenOf('name = "a"', line, `sha256 = "${digest}"`))).toEqual([
      `${at(row, column)} auth.tokens[0].${problem}`,
    ])
  })

  test('without what it needs is refused where it begins', () => {
    expect(problems(tokenOf(`sha256 = "${digest}"`))).toEqual([
      `${at(3, 3)} auth.tokens[0].name is missing; expected a name of at most 100 printable ASCII characters, for the history and the log`,
      `${at(3, 3)} auth.tokens[0].role is missing; expected ${roles}`,
    ])
  })

  test.each(['token', 'anonymous', 'oidc:ann'])('cannot be called %s', name => {
    const text = tokenOf(`name = "${name}"`, 'role = "reader"', `sha256 = "${digest}"`)
    expect(problems(text)).toEqual([
      `${at(4, 8)} auth.tokens[0].name is "${name}", which stands for another kind of caller; choose another`,
    ])
  })

  test('has each name and each token once', () => {
    const second = ['[[auth.tokens]]', 'name = "spark"', 'role = "reader"', `sha256 = "${'0'.repeat(64)}"`]
    expect(problems(tokenOf(...valid, ...second))).toEqual([
      `${at(8, 8)} auth.tokens[1].name is "spark", as of auth.tokens[0]; each token needs a name of its own`,
    ])
    const same = ['[[auth.tokens]]', 'name = "b"', 'role = "reader"', 'token_variable = "B"']
    expect(problems(tokenOf(...valid, ...same), { B: 'hunter2' })).toEqual([
      `${at(10, 18)} auth.tokens[1].token_variable is the same token as that of auth.tokens[0]`,
    ])
    expect(problems(tokenOf(...valid), { DC43_BACKEND_TOKEN: 'hunter2' })).toEqual([
      `${at(6, 10)} auth.tokens[0].sha256 is the same token as auth.token`,
    ])
  })

  test('is either a digest or in a variable', () => {
    const either = 'auth.tokens[0] needs either sha256 or token_variable, and not both'
    expect(problems(tokenOf('name = "a"', 'role = "reader"'))).toEqual([`${at(3, 3)} ${either}`])
    expect(problems(tokenOf(...valid, 'token_variable = "A"'))).toEqual([`${at(3, 3)} ${either}`])
  })

  test.each([
    'hunter2',
    `dc43_${'x'.repeat(43)}`,
    `${digest}0`,
  ])('is never repeated when it stands in place of its digest (%s)', token => {
    expect(problems(tokenOf('name = "a"', 'role = "reader"', `sha256 = "${token}"`))).toEqual([
      `${at(6, 10)} auth.tokens[0].sha256 is a string; expected the SHA-256 of the token in 64 hexadecimal digits, not the token itself`,
    ])
    expect(problems(tokenOf('name = "a"', 'role = "reader"', `token_variable = "${token}-"`))).toEqual([
      `${at(6, 18)} auth.tokens[0].token_variable is a string; expected the name of an environment variable that holds the token`,
    ])
  })

  const inVariable = (name: string) => tokenOf('name = "a"', 'role = "reader"', `token_variable = "${name}"`)

  test.each([
    ['SPARK_TOKEN', {}, 'is not set or empty; set it to the token'],
    ['SPARK_TOKEN', { SPARK_TOKEN: ' ' }, 'is not set or empty; set it to the token'],
    [
      'SPARK_TOKEN',
      { SPARK_TOKEN: 'hunter 2' },
      'holds a space or another character an Authorization header cannot carry; use visible ASCII only',
    ],
    [
      'DC43_BACKEND_TOKEN',
      { DC43_BACKEND_TOKEN: 'hunter2' },
      'is the variable of auth.token; put the token into another one',
    ],
  ])('in the variable %s of %j is refused', (name, env, problem) => {
    expect(problems(inVariable(name), env as Record<string, string>)).toEqual([
      `${at(6, 18)} auth.tokens[0].token_variable names ${name}, which ${problem}`,
    ])
  })

  test('may be in a variable that is called as those of this service are', () => {
    const { config } = load(inVariable('DC43_AUTH_TOKEN_SPARK'), { DC43_AUTH_TOKEN_SPARK: 'hunter2' })
    expect(config.auth.tokens).toMatchObject([{ sha256: digest }])
  })

  test('is shown by its name, its role and its limits', () => {
    const text = tokenOf(...valid, 'contracts = ["sales.*", "hr"]', 'expires = 2027-01-01T00:00:00Z')
    const shown = describeConfig(load(text))
    expect(shown).toMatch(
      / {3}spark \(publisher for sales\.\* hr until 2027-01-01T00:00:00\.000Z\) {3}\(dc43-service-backends\.toml:3\)/,
    )
    expect(shown).not.toContain(digest)
  })
})

describe('auth.oidc', () => {
  test('has what the file says, and defaults', () => {
    expect(load(oidcOf(...validOidc)).config.auth.oidc).toEqual({
      issuer: 'https://login.example.org',
      audience: ['dc43'],
      jwksUri: undefined,
      nameClaim: 'sub',
      rolesClaim: 'roles',
      roleMapping: [['a', { role: 'reader' }]],
      contractsClaim: undefined,
      clockTolerance: 30,
    })
    const all = oidcOf(
      'issuer = "http://127.0.0.1:8080/realms/data"',
      'audience = ["a", "b"]',
      'jwks_uri = "https://keys.example.org/keys"',
      'name_claim = "email"',
      'roles_claim = "realm_access.roles"',
      'contracts_claim = "contracts"',
      'clock_tolerance = 0',
      '[auth.oidc.role_mapping]',
      'readers = "Reader"',
      '"sales team" = { role = "publisher", contracts = ["sales.*"] }',
    )
    expect(load(all).config.auth.oidc).toEqual({
      issuer: 'http://127.0.0.1:8080/realms/data',
      audience: ['a', 'b'],
      jwksUri: 'https://keys.example.org/keys',
      nameClaim: 'email',
      rolesClaim: 'realm_access.roles',
      roleMapping: [
        ['readers', { role: 'reader' }],
        ['sales team', { role: 'publisher', contracts: ['sales.*'] }],
      ],
      contractsClaim: 'contracts',
      clockTolerance: 0,
    })
  })

  const url =
    'an https URL without credentials (http is for this machine only), such as "https://login.example.org/realms/data"'
  const mapping = 'a table from values of the roles claim to roles, such as { "dc43-readers" = "reader" }'
  const roles = 'one of reader, reporter, publisher, steward, admin'
  test.each([
    [
      0,
      'issuer = "http://login.example.org"',
      10,
      `issuer is "http://login.example.org" (a string); expected ${url}`,
    ],
    [0, 'issuer = "https://u:hunter2@x"', 10, `issuer is "***" (a string); expected ${url}`],
    [0, 'issuer = "login.example.org"', 10, `issuer is "login.example.org" (a string); expected ${url}`],
    [
      1,
      'audience = []',
      12,
      'audience is an array; expected a text or a list of texts: what tokens for this service have as their audience',
    ],
    [2, 'role_mapping = {}', 16, `role_mapping is a table; expected ${mapping}`],
    [2, 'role_mapping = "reader"', 16, `role_mapping is "reader" (a string); expected ${mapping}`],
    [2, 'role_mapping = { a = "boss" }', 22, `role_mapping.a is "boss" (a string); expected ${roles}`],
    [
      2,
      'role_mapping = { a = { role = "x" } }',
      31,
      `role_mapping.a.role is "x" (a string); expected ${roles}`,
    ],
    [
      2,
      'role_mapping = { a = { role = "reader", contract = "x" } }',
      52,
      'role_mapping.a.contract is not a known key; did you mean contracts? Known: role, contracts',
    ],
    [
      2,
      'role_mapping = { a = { role = "reader", contracts = ["a*b"] } }',
      54,
      'role_mapping.a.contracts[0] is "a*b"; a * may stand at the end only',
    ],
    [
      3,
      'clock_tolerance = 601',
      19,
      'clock_tolerance is 601 (an integer); expected a number of seconds from 0 to 600',
    ],
    [3, 'jwks_uri = "file:///keys"', 12, `jwks_uri is "file:///keys" (a string); expected ${url}`],
    [
      3,
      'isuer = "x"',
      9,
      'isuer is not a known key; did you mean issuer? Known: issuer, audience, jwks_uri, name_claim, roles_claim, role_mapping, contracts_claim, clock_tolerance',
    ],
    [
      3,
      'name_claim = ""',
      14,
      'name_claim is "" (a string); expected the name of a claim, or the way to it, such as "realm_access.roles"',
    ],
  ])('in line %i: %j is refused', (line, text, column, problem) => {
    expect(
      problems(oidcOf(...validOidc.with(Math.min(line, 2), line < 3 ? text : `${validOidc[2]}\n${text}`))),
    ).toEqual([`${at(4 + line, column)} auth.oidc.${problem}`])
  })

  test('needs an issuer, an audience and roles', () => {
    expect(problems(oidcOf()).map(text => /auth\.oidc\.(\w+) is missing/.exec(text)?.[1])).toEqual([
      'issuer',
      'audience',
      'role_mapping',
    ])
    expect(problems(withStore('[auth]\noidc = "x"'))).toEqual([
      `${at(4, 8)} auth.oidc is "x" (a string); expected a table, written [auth.oidc]`,
    ])
  })

  test('is shown with its roles', () => {
    expect(describeConfig(load(oidcOf(...validOidc)))).toContain(
      ' https://login.example.org for dc43; a>reader ',
    )
  })
})

describe('auth.anonymous', () => {
  test('"none" needs something to authenticate by', () => {
    const problem =
      'auth.anonymous is "none", but there is no token either, so that nobody could do anything; set auth.token, auth.tokens or auth.oidc'
    expect(problems(withStore('[auth]\nanonymous = "none"'))).toEqual([`${at(4, 13)} ${problem}`])
    expect(problems(withStore(''), { DC43_AUTH_ANONYMOUS: 'none' })).toEqual([
      `variable DC43_AUTH_ANONYMOUS: ${problem}`,
    ])
    expect(problems(oidcOf(...validOidc), { DC43_AUTH_ANONYMOUS: 'none' })).toEqual([])
  })

  test('is one of three', () => {
    expect(problems(withStore('[auth]\nanonymous = "some"'))).toEqual([
      `${at(4, 13)} auth.anonymous is "some" (a string); expected one of none, read, all`,
    ])
  })
})
