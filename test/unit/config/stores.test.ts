import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { keys } from '../../../src/config/keys.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { typesWith } from '../../../src/config/sections/contract-store.ts'
import { defaultConfig, fileName, load, problems, workingDirectory } from './support.ts'

const store = (...lines: string[]) => ['[contract_store]', ...lines].join('\n')
const at = (line: number, column: number) => `${fileName}:${line}:${column}:`

/** The keys that all stores have, with their defaults. */
const { type: _, dsn: __, ...shared } = defaultConfig.contractStore as { type: string; dsn: unknown }

/** The store of a file in a working directory that is removed from paths. */
function storeOf(toml: string | undefined, env: Record<string, string> = {}): Record<string, unknown> {
  const cwd = workingDirectory(toml)
  const { contractStore } = loadConfig({ env, cwd }).config
  return JSON.parse(JSON.stringify(contractStore).replaceAll(cwd, '.'))
}

describe('a Delta table', () => {
  const warehouse = ['workspace_url = "adb-1.2.azuredatabricks.net/"', 'warehouse_id = "abc"']
  const { table: ___, ...sharedButTable } = shared as { table: string }
  const expected = {
    ...sharedButTable,
    type: 'delta',
    root: './contracts',
    refreshInterval: 30,
    workspaceUrl: 'https://adb-1.2.azuredatabricks.net',
    warehouseId: 'abc',
  }

  test('is named by its parts or by its path', () => {
    const token = [...warehouse, 'workspace_token = "t"']
    expect(storeOf(store('type = "delta"', 'table = "main.gov-1.contracts"', ...token))).toEqual({
      ...expected,
      table: 'main.gov-1.contracts',
      workspaceToken: 't',
    })
    const path = store('type = "delta"', 'base_path = "abfss://x@y/z"', 'refresh_interval = 5', ...token)
    expect(storeOf(path)).toEqual({
      ...expected,
      root: 'abfss://x@y/z',
      refreshInterval: 5,
      workspaceToken: 't',
    })
    expect(problems(store('type = "sql"', 'dsn = "sqlite://"', 'table = "main.gov.contracts"'))).toEqual([
      `${at(4, 9)} contract_store.table is "main.gov.contracts" (a string); expected a name of at most 48 letters, digits and _ that does not start with a digit`,
    ])
  })

  test('is reached as the variables of Databricks say, which other stores pass over', () => {
    const databricks = {
      DATABRICKS_HOST: 'https://w',
      DATABRICKS_WAREHOUSE_ID: 'w1',
      DATABRICKS_CLIENT_ID: 'c',
      DATABRICKS_CLIENT_SECRET: 's',
    }
    const file = store('type = "delta"', 'table = "contracts"')
    expect(storeOf(file, databricks)).toEqual({
      ...expected,
      ...{
        table: 'contracts',
        workspaceUrl: 'https://w',
        warehouseId: 'w1',
        clientId: 'c',
        clientSecret: 's',
      },
    })
    expect(storeOf(store('dsn = "sqlite://"'), databricks)).toMatchObject({ type: 'sql' })
    expect(problems(file, { ...databricks, DATABRICKS_TOKEN: 't' })).toEqual([
      'variable DATABRICKS_CLIENT_ID: contract_store.client_id is set, but contract_store.workspace_token signs in to the workspace as well; keep one of the two',
    ])
    expect(problems(file, { ...databricks, DATABRICKS_CLIENT_SECRET: '' })).toEqual([
      'variable DATABRICKS_CLIENT_ID: contract_store.client_id is set, but contract_store.client_secret is not; set both',
    ])
  })

  test('needs a place, a warehouse and a way to sign in', () => {
    expect(problems(store('type = "delta"'))).toEqual([
      expect.stringContaining('contract_store.table is not set; set it to a name such as main.'),
      expect.stringContaining(
        'contract_store.workspace_url is not set; set it, or the variable DATABRICKS_HOST',
      ),
      expect.stringContaining('contract_store.warehouse_id is not set; set it, or the variable DATABRICKS_'),
    ])
    const named = ['type = "delta"', 'table = "contracts"', ...warehouse]
    expect(problems(store(...named))).toEqual([
      expect.stringContaining(
        'no sign-in to the workspace is configured: set contract_store.workspace_token',
      ),
    ])
    expect(problems(store(...named, 'workspace_identity = "aws"'))).toEqual([
      expect.stringMatching(
        /^[^ ]+:6:\d+: contract_store.workspace_identity is "aws"[^;]*; expected "azure" or/,
      ),
    ])
    expect(storeOf(store(...named, 'workspace_identity = "azure"'))).toMatchObject({
      workspaceIdentity: { provider: 'azure' },
    })
    expect(
      problems(store('type = "delta"', 'table = "c"', 'workspace_url = "http://w"', 'warehouse_id = "a"')),
    ).toEqual([
      `${at(4, 17)} contract_store.workspace_url is not https, without which a token must not be sent; use https`,
    ])
  })
})

describe('a store of each type has the settings of its type alone', () => {
  const folder = { ...shared, type: 'filesystem', root: './contracts', layout: 'dc43', refreshInterval: 10 }
  const git = {
    ...shared,
    type: 'git',
    root: './contracts',
    refreshInterval: 10,
    branch: 'main',
    autoPush: true,
    committerName: 'dc43-registry',
    committerEmail: 'dc43-registry@localhost',
    remoteUsername: 'x-access-token',
  }

  test('filesystem', () => {
    expect(storeOf(store('type = " FileSystem "'))).toEqual(folder)
    expect(
      storeOf(
        store('type = "filesystem"', 'root = "../x"', 'layout = "griot"', 'index_dsn = "sqlite:///i.db"'),
      ),
    ).toEqual({
      ...folder,
      root: expect.stringMatching(/^\/.*\/x$/),
      layout: 'griot',
      indexDsn: { dialect: 'sqlite', file: './i.db', options: {} },
    })
  })

  test('git', () => {
    expect(storeOf(store('type = "git"'))).toEqual(git)
    const remote = [
      'remote_url = "git@git.example.org:data/contracts.git"',
      'auto_push = "no"',
      'ssh_key_file = "id"',
      'known_hosts_file = "/etc/ssh/ssh_known_hosts"',
    ]
    expect(storeOf(store('type = "git"', ...remote))).toEqual({
      ...git,
      remoteUrl: 'git@git.example.org:data/contracts.git',
      autoPush: false,
      sshKeyFile: './id',
      knownHostsFile: '/etc/ssh/ssh_known_hosts',
    })
  })

  test('custom, whose module gets all other keys as they are', () => {
    const lines = [
      'type = "custom"',
      'module = "stores/s3.mjs"',
      'index_dsn = "sqlite://"',
      'bucket = "b"',
      'root = ""',
      'token = "hunter2"',
      'dsn = 3',
      'Timeout = 1.5',
      '[contract_store.client]',
      'retries = 2',
    ]
    expect(storeOf(store(...lines))).toEqual({
      ...shared,
      type: 'custom',
      module: './stores/s3.mjs',
      indexDsn: { dialect: 'sqlite', options: {} },
      settings: { bucket: 'b', root: '', token: 'hunter2', dsn: 3, Timeout: 1.5, client: { retries: 2 } },
    })
    const shown = describeConfig(load(store(...lines)))
    expect(shown).toMatch(/\nkeys for the module: bucket, root, token, dsn, Timeout, client$/)
    expect(shown).not.toContain('hunter2')
  })

  test('a module is relative to the file that names it, or to the working directory', () => {
    const index = 'index_dsn = "sqlite://"'
    const cwd = workingDirectory(store('type = "custom"', 'module = "a/b.mjs"', index))
    const configPath = join(cwd, fileName)
    const moduleOf = (env: Record<string, string>) => {
      const { contractStore } = loadConfig({ env, cwd: dirname(cwd), configPath }).config
      return contractStore.type === 'custom' && contractStore.module
    }
    expect(moduleOf({})).toBe(join(cwd, 'a/b.mjs'))
    expect(moduleOf({ DC43_CONTRACT_STORE_MODULE: 'a/b.mjs' })).toBe(join(dirname(cwd), 'a/b.mjs'))
  })

  test.each([
    [
      'DC43_CONTRACT_STORE_INDEX_DSN',
      'postgresql://u:pw@h/d',
      'indexDsn',
      expect.objectContaining({ host: 'h' }),
    ],
    ['DC43_CONTRACT_STORE_REFRESH_INTERVAL', '0.5', 'refreshInterval', 0.5],
    ['DC43_CONTRACT_STORE_ROOT', '/c', 'root', '/c'],
    ['DC43_CONTRACT_STORE', '~/c', 'root', '/home/u/c'],
    ['DC43_CONTRACT_STORE_BRANCH', 'team/data', 'branch', 'team/data'],
    ['DC43_CONTRACT_STORE_AUTO_PUSH', 'off', 'autoPush', false],
    ['DC43_CONTRACT_STORE_REMOTE_URL', 'https://h/c.git', 'remoteUrl', 'https://h/c.git'],
    ['DC43_CONTRACT_STORE_REMOTE_USERNAME', 'oauth2', 'remoteUsername', 'oauth2'],
    ['DC43_CONTRACT_STORE_REMOTE_TOKEN', ' t0ken ', 'remoteToken', 't0ken'],
    ['DC43_CONTRACT_STORE_SSH_KEY_FILE', '/k', 'sshKeyFile', '/k'],
    ['DC43_CONTRACT_STORE_KNOWN_HOSTS_FILE', '/k', 'knownHostsFile', '/k'],
  ])('%s = %s', (name, value, property, expected) => {
    const isOfSsh = /SSH|HOSTS/.test(name)
    const remote = { DC43_CONTRACT_STORE_REMOTE_URL: isOfSsh ? 'git@h:c' : 'https://h/c.git' }
    const env = { DC43_CONTRACT_STORE_TYPE: 'git', HOME: '/home/u', ...remote, [name]: value }
    expect(loadConfig({ env, cwd: '/' }).config.contractStore).toHaveProperty(property, expected)
  })

  test('every key has a type or belongs to all', () => {
    const ofStore = keys.filter(({ path: [section] }) => section === 'contract_store')
    for (const { property } of ofStore) expect(typesWith(property[1]).length).toBeGreaterThan(0)
  })
})

describe('the folder', () => {
  const rootOf = (toml: string | undefined, env = {}) => storeOf(toml, env).root

  test('is what dc43 takes', () => {
    expect(storeOf(undefined, { DC43_CONTRACT_STORE: '/contracts' })).toMatchObject({
      type: 'filesystem',
      root: '/contracts',
    })
    expect(storeOf(store('root = "c"'))).toMatchObject({ type: 'filesystem', root: './c' })
    expect(storeOf(store('base_path = "c"'))).toMatchObject({ type: 'filesystem', root: './c' })
  })

  test('may be named twice', () => {
    expect(rootOf(store('root = "c"', 'base_path = "c"'))).toBe('./c')
    expect(rootOf(store('base_path = "c"'), { DC43_CONTRACT_STORE: '/v' })).toBe('/v')
    expect(rootOf(store('root = "c"'), { DC43_CONTRACT_STORE_BASE_PATH: '/v' })).toBe('/v')
    expect(problems(store('root = "a"', 'base_path = "b"'))).toEqual([
      `${at(3, 13)} contract_store.base_path names another folder than contract_store.root; keep one of the two`,
    ])
  })
})

describe('a key that does not belong to the type is refused', () => {
  const folderKeys = 'index_dsn, refresh_interval, root, base_path, layout'
  const gitKeys =
    'index_dsn, refresh_interval, root, branch, remote_url, auto_push, committer_name, committer_email, remote_username, remote_token, ssh_key_file, known_hosts_file'

  test.each([
    [
      ['dsn = "sqlite://"', 'root = "/c"'],
      `${at(3, 8)} contract_store.root belongs to stores of type "filesystem", "git", "delta", and "collibra_stub", and the type is "sql" (${fileName}:2), whose own keys are dsn; remove it`,
    ],
    [
      ['type = "filesystem"', 'dsn = "mysql://u:hunter2@h/d"'],
      `${at(3, 7)} contract_store.dsn belongs to stores of type "sql", and the type is "filesystem" (${fileName}:2), whose own keys are ${folderKeys}; remove it`,
    ],
    [
      ['type = "filesystem"', 'branch = "main"'],
      `${at(3, 10)} contract_store.branch belongs to stores of type "git", and the type is "filesystem" (${fileName}:2), whose own keys are ${folderKeys}; remove it`,
    ],
    [
      ['type = "git"', 'layout = "griot"'],
      `${at(3, 10)} contract_store.layout belongs to stores of type "filesystem", and the type is "git" (${fileName}:2), whose own keys are ${gitKeys}; remove it`,
    ],
    [['type = "git"', 'bucket = "b"'], `${at(3, 1)} contract_store.bucket is not a known key; known: `],
    [
      ['type = "git"', 'token = "hunter2"'],
      `${at(3, 9)} contract_store.token belongs to stores of type "collibra_http", and the type is "git" (${fileName}:2), whose own keys are ${gitKeys}; remove it`,
    ],
  ])('%j', (lines, message) => {
    const [problem, ...others] = problems(store(...lines))
    expect(problem?.slice(0, message.length)).toBe(message)
    expect(problem).not.toContain('hunter2')
    expect(others).toEqual([])
  })

  test('in a variable', () => {
    const env = { DC43_CONTRACT_STORE_DSN: 'sqlite://', DC43_CONTRACT_STORE: '/contracts' }
    expect(problems(undefined, env)).toEqual([
      'variable DC43_CONTRACT_STORE: contract_store.root belongs to stores of type "filesystem", "git", "delta", and "collibra_stub", and the type is "sql" (variable DC43_CONTRACT_STORE_DSN), whose own keys are dsn; remove it',
    ])
    const custom = { DC43_CONTRACT_STORE_TYPE: 'custom', DC43_CONTRACT_STORE_BRANCH: 'x' }
    expect(problems(undefined, custom)[0]).toMatch(/contract_store.branch belongs to stores of type "git"/)
  })

  test.each([
    [{ DC43_CONTRACT_STORE_DSN: 'sqlite://' }, ['type = "filesystem"', 'root = "/c"'], 'sql', 'root'],
    [{ DC43_CONTRACT_STORE: '/c' }, ['type = "sql"', 'dsn = "sqlite://"'], 'filesystem', 'dsn'],
    [{ DC43_CONTRACT_STORE: '/c' }, ['# no type', 'dsn = "sqlite://"'], 'filesystem', 'dsn'],
    [{ DC43_CONTRACT_STORE_TYPE: 'git' }, ['type = "sql"', 'dsn = "sqlite://"'], 'git', 'dsn'],
  ])('unless a variable chooses another than the file: %j', (env, lines, type, unused) => {
    const loaded = load(store(...lines), env)
    const [[variable] = []] = Object.entries(env)
    expect(loaded.config.contractStore.type).toBe(type)
    expect(loaded.warnings).toEqual([
      `${fileName}:3: contract_store.${unused} is not used, because the variable ${variable} selects a store of type "${type}"`,
    ])
  })

  test('and a root in a variable is that of the type in the file, where that has one', () => {
    const loaded = load(store('type = "git"'), { DC43_CONTRACT_STORE: '/c' })
    expect(loaded.config.contractStore).toMatchObject({ type: 'git', root: '/c' })
    expect(loaded.warnings).toEqual([])
  })
})

describe('what is missing or does not fit together', () => {
  const git = 'type = "git"'
  const https = 'remote_url = "https://h/c.git"'

  test.each([
    [
      ['type = "custom"', 'index_dsn = "sqlite://"'],
      `${at(2, 8)} contract_store.type is "custom" but contract_store.module is not set; set it to the path of an ES module, for example ./my-store.mjs`,
    ],
    [
      ['type = "custom"', 'module = "x"'],
      `${at(2, 8)} contract_store.type is "custom" but contract_store.index_dsn is not set; set it to the database that keeps the history, for example sqlite:///./index.db`,
    ],
    [
      ['type = "filesystem"', 'password = "hunter2"'],
      `${at(3, 12)} contract_store.password is set, but SQLite has no accounts; remove it`,
    ],
    [
      ['type = "filesystem"', 'schema = "s"'],
      `${at(3, 10)} contract_store.schema is set, but SQLite has no schemas; remove it`,
    ],
    [
      ['type = "filesystem"', 'index_dsn = "postgresql://h/d"', 'identity = "aws"'],
      `${at(3, 13)} contract_store.index_dsn has no user, as whom to sign in with contract_store.identity`,
    ],
    [
      ['type = "filesystem"', 'layout = "flat"'],
      `${at(3, 10)} contract_store.layout is "flat" (a string); expected "dc43" or "griot"`,
    ],
    [
      ['type = "filesystem"', 'root = 5'],
      `${at(3, 8)} contract_store.root is 5 (an integer); expected a path in quotes, such as "./contracts"`,
    ],
    [
      ['type = "filesystem"', 'root = "a\\u0000b"'],
      `${at(3, 8)} contract_store.root is "a\\u0000b" (a string); expected a path in quotes, such as "./contracts"`,
    ],
    [
      [git, 'remote_token = "hunter2"'],
      `${at(3, 16)} contract_store.remote_token is set, but contract_store.remote_url is not; set it, or remove this key`,
    ],
    [
      [git, 'remote_url = "git@h:c"', 'remote_token = "hunter2"'],
      `${at(4, 16)} contract_store.remote_token is for a remote_url of HTTPS; remove it`,
    ],
    [
      [git, https, 'ssh_key_file = "/k"'],
      `${at(4, 16)} contract_store.ssh_key_file is for a remote_url of SSH; remove it`,
    ],
    [
      [git, 'remote_url = "https://u:hunter2@h/c"', 'remote_token = "hunter2"'],
      `${at(4, 16)} contract_store.remote_token is set, but remote_url names a user as well; keep one of the two`,
    ],
    [
      [git, 'remote_url = "http://h/c"', 'remote_token = "hunter2"'],
      `${at(3, 14)} contract_store.remote_url is not https, without which a token must not be sent; use https`,
    ],
  ])('%j', (lines, problem) => {
    expect(problems(store(...lines))).toEqual([problem])
  })

  test.each([
    '-x',
    'a b',
    'a..b',
    'a.lock',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a@{1}',
    'a\\\\b',
  ])('no branch is called %s', name => {
    expect(problems(store(git, `branch = "${name}"`))).toEqual([
      expect.stringMatching(/contract_store\.branch is .*; expected the name of a branch, such as "main"$/),
    ])
  })

  test.each([
    'ext::sh -c id',
    '-oProxyCommand=id',
    'git@-h:c',
    'ssh://-oX/c',
    'h:c',
    '/srv/c',
    'file://h/c',
    'https://',
    'git@h:-x',
    'https://h/a b',
  ])('no remote is at %s', url => {
    expect(problems(store(git, `remote_url = "${url}"`))).toEqual([
      `${at(3, 14)} contract_store.remote_url is no URL of git; expected https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH`,
    ])
  })

  test.each([
    ['https://hunter2@h/c.git', 'https://***@h/c.git'],
    ['https://u:hunter2@h:8443/c.git?t=hunter2', 'https://***@h:8443/c.git?***'],
    ['ssh://git:hunter2@h/c.git', 'ssh://git:***@h/c.git'],
    ['git@h:data/c.git', 'git@h:data/c.git'],
    ['file:///srv/c.git', 'file:///srv/c.git'],
  ])('of %s, the secret is not shown', (url, shown) => {
    expect(describeConfig(load(store(git, `remote_url = "${url}"`)))).toMatch(
      new RegExp(`^contract_store\\.remote_url +${shown.replaceAll(/[*?.]/g, '\\$&')} `, 'm'),
    )
  })
})

describe('a store in Collibra', () => {
  const type = 'type = "collibra_http"'
  const url = 'base_url = "https://c.example.org/"'
  const collibra = (...lines: string[]) => store(type, url, ...lines)

  test('has the keys and variables of dc43, and an index beside it', () => {
    const { contractStore } = load(
      collibra(
        'timeout = 5',
        'default_status = "Validated"',
        '[contract_store.catalog."a.b"]',
        'data_product = "D"',
        'port = " P "',
      ),
      {
        DC43_CONTRACT_STORE_USERNAME: 'u',
        DC43_CONTRACT_STORE_PASSWORD: 'p',
      },
    ).config
    expect(contractStore).toMatchObject({
      ...{
        type: 'collibra_http',
        baseUrl: 'https://c.example.org',
        username: 'u',
        password: 'p',
        timeout: 5,
      },
      ...{ defaultStatus: 'Validated', catalog: { 'a.b': { data_product: 'D', port: 'P' } } },
      indexDsn: { dialect: 'sqlite', file: expect.stringMatching(/^\/.*\/collibra-index.db$/), options: {} },
    })
    const env = {
      DC43_CONTRACT_STORE_TYPE: 'collibra_http',
      DC43_CONTRACT_STORE_URL: 'https://c',
      DC43_CONTRACT_STORE_TOKEN: 't',
    }
    expect(load(undefined, env).config.contractStore).toMatchObject({ baseUrl: 'https://c', token: 't' })
    expect(
      load(store('type = "collibra_stub"', 'base_path = "/c"', '[contract_store.catalog]')).config
        .contractStore,
    ).toMatchObject({
      ...{ type: 'collibra_stub', root: '/c', defaultStatus: 'Draft' },
    })
  })

  test.each([
    [
      [type],
      `${at(2, 8)} contract_store.type is "collibra_http" but contract_store.base_url is not set; set it to the URL of Collibra, such as https://example.collibra.com`,
    ],
    [
      [type, 'base_url = "c.example.org"'],
      `${at(3, 12)} contract_store.base_url is no URL of a Collibra; expected https://HOST or https://HOST/PATH`,
    ],
    [
      [type, 'base_url = "https://u:hunter2@c"'],
      `${at(3, 12)} contract_store.base_url is no URL of a Collibra; expected https://HOST or https://HOST/PATH`,
    ],
    [
      [type, url, 'token = "hunter2"', 'username = "u"'],
      `${at(5, 12)} contract_store.username is set, but contract_store.token as well; keep one of the two`,
    ],
    [
      [type, url, 'password = "hunter2"'],
      `${at(4, 12)} contract_store.password is set, but contract_store.username is not; set both, or a token`,
    ],
    [
      [type, 'base_url = "http://c"', 'token = "hunter2"'],
      `${at(3, 12)} contract_store.base_url is not https, without which a token or password must not be sent; use https`,
    ],
    [
      [type, url, 'index_dsn = "sqlite://"'],
      `${at(4, 13)} contract_store.index_dsn is in memory, but the history is kept there and nowhere else; name a file or a server`,
    ],
    [
      [type, url, 'contracts_endpoint_template = "/{port}"'],
      `${at(4, 31)} contract_store.contracts_endpoint_template is set, but contract_store.catalog is not, which names the contracts`,
    ],
    [
      [type, url, 'catalog = "x"'],
      `${at(4, 11)} contract_store.catalog is a string; expected tables by contract id, such as [contract_store.catalog."sales.orders"] with data_product and port`,
    ],
    [
      [type, url, '[contract_store.catalog.a]', 'port = "p"'],
      `${at(4, 2)} contract_store.catalog.a.data_product is missing; expected the name or the id of a data product`,
    ],
  ])('%j is refused', (lines, message) => {
    const found = problems(store(...lines))
    expect(found).toEqual([message])
  })
})
