/** Says in one line that tests are skipped and what would make them run. */
export function notRun(what: string, why: string): void {
  process.stderr.write(`NOT RUN: ${what}: ${why}\n`)
}
