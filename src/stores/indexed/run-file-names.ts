import { firstCharacters } from './run-records.ts'

const fileName = /^([0-9a-f]{64})(?:\.([1-9][0-9]*))?\.json$/

/** A file of a run, and how often the run was replaced before it was written. */
export interface RunFileName {
  readonly key: string
  readonly number: number
}

/** The folder of a key, by its first character: two digits. */
export function runFolder(key: string): string {
  return String(firstCharacters.indexOf(key.charAt(0))).padStart(2, '0')
}

/** A key in small letters, because some disks do not tell them from capitals. */
export function runFileStem(key: string): string {
  return Buffer.from(key, 'base64url').toString('hex')
}

export function runFileName({ key, number }: RunFileName): string {
  return number === 0 ? `${runFileStem(key)}.json` : `${runFileStem(key)}.${number}.json`
}

/** What the name of a file stands for; undefined when it is none of a run. */
export function readRunFileName(name: string): RunFileName | undefined {
  const [, hex, number = '0'] = fileName.exec(name) ?? []
  return hex === undefined
    ? undefined
    : { key: Buffer.from(hex, 'hex').toString('base64url'), number: Number(number) }
}
