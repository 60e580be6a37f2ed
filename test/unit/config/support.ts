import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ConfigError } from '../../../src/config/errors.ts'
import { type LoadedConfig, loadConfig } from '../../../src/config/load.ts'
import type { Config } from '../../../src/config/schema.ts'

export const fileName = 'dc43-service-backends.toml'

/** The keys of each section, in their order. Written by hand, here and nowhere else in these tests. */
export const keysOf = {
  contract_store: [
    'type',
    'dsn',
    'username',
    'password',
    'table',
    'schema',
    'log_sql',
    'status_filter',
    'pool_size',
    'queue_timeout',
    'connect_timeout',
    'statement_timeout',
    'idle_timeout',
    'start_timeout',
    'reconcile_interval',
    'application_name',
    'identity',
    'index_dsn',
    'refresh_interval',
    'root',
    'base_path',
    'layout',
    'branch',
    'remote_url',
    'auto_push',
    'committer_name',
    'committer_email',
    'remote_username',
    'remote_token',
    'ssh_key_file',
    'known_hosts_file',
    'workspace_url',
    'warehouse_id',
    'workspace_token',
    'client_id',
    'client_secret',
    'workspace_identity',
    'base_url',
    'token',
    'timeout',
    'contracts_endpoint_template',
    'default_status',
    'catalog',
    'module',
  ],
  auth: ['token', 'tokens', 'oidc', 'anonymous'],
  server: [
    'host',
    'port',
    'body_limit',
    'trusted_proxies',
    'log_level',
    'request_log',
    'metrics',
    'drain_delay',
    'shutdown_grace',
    'cors_origins',
    'header_limit',
    'headers_timeout',
    'request_timeout',
    'keep_alive_timeout',
    'max_connections',
    'max_requests',
    'body_memory',
    'rate_limit',
    'rate_burst',
  ],
  policy: [
    'overwrite',
    'approved_statuses',
    'version_order',
    'transitions',
    'strict_statuses',
    'require_if_match',
    'compatibility',
    'compatibility_against',
    'on_breaking',
    'on_small_bump',
    'rules',
    'contracts',
  ],
  test_runs: ['keep_days', 'keep_report_days', 'keep_last', 'samples'],
  validation: ['mode', 'enforce_statuses', 'overlay', 'rules'],
} as const

/** `contract_store.dsn` and so on. */
export const keyNames = Object.entries(keysOf).flatMap(([section, names]) =>
  names.map(name => `${section}.${name}`),
)

/** What the DSN `sqlite://` alone makes. */
export const defaultConfig: Config = {
  contractStore: {
    type: 'sql',
    dsn: { dialect: 'sqlite', file: undefined, options: {} },
    table: 'contracts',
    logSql: false,
    poolSize: 10,
    queueTimeout: 5,
    connectTimeout: 5,
    statementTimeout: 30,
    idleTimeout: 60,
    startTimeout: 60,
    reconcileInterval: 30,
    applicationName: 'dc43-registry',
  },
  auth: {},
  server: {
    host: '127.0.0.1',
    port: 8001,
    bodyLimit: 8_388_608,
    trustedProxies: [],
    logLevel: 'info',
    requestLog: true,
    metrics: true,
    drainDelay: 2,
    shutdownGrace: 20,
    corsOrigins: [],
    headerLimit: 16384,
    headersTimeout: 10,
    requestTimeout: 60,
    keepAliveTimeout: 75,
    maxConnections: 2000,
    maxRequests: 1000,
    bodyMemory: 33_554_432,
    rateLimit: 0,
    rateBurst: 50,
  },
  policy: {
    overwrite: 'unless-approved',
    approvedStatuses: ['active', 'validated', 'deprecated', 'retired'],
    versionOrder: 'any',
    transitions: 'default',
    strictStatuses: false,
    requireIfMatch: false,
    compatibility: 'none',
    compatibilityAgainst: 'previous',
    onBreaking: 'major',
    onSmallBump: 'report',
    rules: {},
    contracts: [],
  },
  testRuns: { keepDays: 400, keepReportDays: 90, keepLast: 20, samples: 'drop' },
  validation: { mode: 'report', rules: {} },
}

/** An empty working directory that is gone after the test, with the configuration file if there is to be one. */
export function workingDirectory(toml?: string | Uint8Array): string {
  const directory = mkdtempSync(join(tmpdir(), 'dc43-registry-config-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  if (toml !== undefined) writeFileSync(join(directory, fileName), toml)
  return directory
}

export function load(toml: string | undefined, env: Record<string, string> = {}): LoadedConfig {
  return loadConfig({ env, cwd: workingDirectory(toml) })
}

/** The problems that loading reports, none of them missing and none too many. */
export function problems(
  toml: string | Uint8Array | undefined,
  env: Record<string, string> = {},
): readonly string[] {
  return problemsOf(() => loadConfig({ env, cwd: workingDirectory(toml) }))
}

export function problemsOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** A file with a store in two lines, so that what follows is the only thing a test is about. */
export const withStore = (rest: string) => `[contract_store]\ndsn = "sqlite://"\n${rest}`

/** The key is on line 3 when it belongs to the store, else on line 4. */
export const fileWith = (section: string, key: string, toml: string) =>
  withStore(section === 'contract_store' ? `${key} = ${toml}` : `[${section}]\n${key} = ${toml}`)

/** The first problem of a file below the working directory, or beside it. */
export function loadAt(path: string, toml: string, where: 'here' | 'elsewhere'): string | undefined {
  const directory = workingDirectory()
  const cwd = where === 'here' ? directory : join(directory, 'other')
  const configPath = join(directory, path)
  mkdirSync(dirname(configPath), { recursive: true })
  writeFileSync(configPath, toml)
  return problemsOf(() => loadConfig({ configPath, env: {}, cwd }))[0]
}
