import { type RunFileName, runFileName, runFileStem, runFolder } from '../indexed/run-file-names.ts'

/** The folder of a run: in two steps, so that each commit has little to write. */
export function runFolderPath(key: string): string {
  return `${runFolder(key)}/${runFileStem(key).slice(2, 4)}`
}

export function runPath(file: RunFileName): string {
  return `${runFolderPath(file.key)}/${runFileName(file)}`
}
