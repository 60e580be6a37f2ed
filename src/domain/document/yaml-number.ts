import { isNumberToken } from './number-token.ts'

/** The JSON number for a YAML one: its own digits where both grammars agree (`1.10`, `1e5`), else the same value. */
export function numberToken(source: string, value: number | bigint): string {
  if (isNumberToken(source)) return source
  if (typeof value === 'bigint') return value.toString()
  const repaired = source
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=[0-9])/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=[eE]|$)/, '.0')
  if (isNumberToken(repaired)) return repaired
  const plain = JSON.stringify(value)
  return /[.e]/.test(plain) ? plain : `${plain}.0`
}
