/**
 * Decode `%40` and its like. A lone or malformed `%` stays as it is and `+` is no space, because SQLAlchemy, whose
 * DSNs we read, does the same: `p%zz+w` is a password that has always worked.
 */
export function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}
