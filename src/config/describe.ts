import { formatByteSize } from './byte-size.ts'
import { redactDsn } from './dsn/redact.ts'
import { keys } from './keys.ts'
import type { LoadedConfig } from './load.ts'
import { defaultFileName } from './lookup.ts'
import { originText } from './origin.ts'
import type { Config } from './schema.ts'

/**
 * The configuration in words: each key, its value and where the value comes from, then the warnings. Shows no
 * secret; ends without a newline.
 */
export function describeConfig(loaded: LoadedConfig): string {
  const values = valueTexts(loaded.config)
  const nameWidth = Math.max(...keys.map(({ name }) => name.length))
  const valueWidth = Math.max(...[...values.values()].map((value = '') => value.length))
  const rows = keys.map(({ name }) => {
    const value = values.get(name)
    if (value === undefined) return `${name.padEnd(nameWidth)}   ${unsetTexts.get(name) ?? '(not set)'}`
    const origin = originText(loaded.origins.get(name) ?? { kind: 'default' })
    return `${name.padEnd(nameWidth)}   ${value.padEnd(valueWidth)}   (${origin})`
  })
  const file = loaded.file ?? `none (no ${defaultFileName} in the working directory)`
  return [`configuration file: ${file}`, ...rows, ...loaded.warnings.map(text => `warning: ${text}`)].join(
    '\n',
  )
}

const unsetTexts = new Map([['auth.token', '(not set: authentication is off)']])

/** Every key's value as text, secrets masked; undefined is not set. */
function valueTexts({ contractStore, auth, server }: Config): Map<string, string | undefined> {
  return new Map([
    ['contract_store.type', contractStore.type],
    ['contract_store.dsn', redactDsn(contractStore.dsn)],
    ['contract_store.table', contractStore.table],
    ['contract_store.schema', contractStore.schema],
    ['contract_store.log_sql', String(contractStore.logSql)],
    ['auth.token', auth.token && '***'],
    ['server.host', server.host],
    ['server.port', String(server.port)],
    ['server.body_limit', formatByteSize(server.bodyLimit)],
    ['server.trusted_proxies', server.trustedProxies.join(', ') || 'none'],
    ['server.log_level', server.logLevel],
  ])
}
