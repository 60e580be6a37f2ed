/** What the tables of a store are called in SQL. */
export interface TableNames {
  /** The contract versions, as dc43 has them. */
  readonly contracts: string
  /** The entries of the log. */
  readonly log: string
  readonly testRuns: string
  /** What analysts look at; undefined where tables have no names but paths. */
  readonly view: string | undefined
}

/** The names for a table in three parts or fewer, `catalog.schema.table`, or for the path of one. */
export function tableNames(table: string | undefined, path: string): TableNames {
  if (table !== undefined) {
    const named = (suffix: string) => `${table}${suffix}`.split('.').map(quotedName).join('.')
    return {
      contracts: named(''),
      log: named('_log'),
      testRuns: named('_test_runs'),
      view: named('_current'),
    }
  }
  const folder = path.replace(/\/+$/, '')
  const at = (suffix: string) => `delta.${quotedName(folder + suffix)}`
  return { contracts: at(''), log: at('_log'), testRuns: at('_test_runs'), view: undefined }
}

function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

/**
 * Texts as literals for `IN`, the only ones that stand in a statement: a warehouse tells writers of different contracts apart
 * by them. All but letters and digits of ASCII are written by their codes, so that nothing in a text can end the literal.
 */
export function literals(texts: Iterable<string>): string {
  return [...new Set(texts)].map(text => `'${text.replace(/[^A-Za-z0-9]/gu, escaped)}'`).join(', ')
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}
