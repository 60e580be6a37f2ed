/** The commands that ask a running registry. They load nothing of the service, so that they are there at once. */
export const clientCommands: readonly string[] = [
  'push',
  'pull',
  'status',
  'promote',
  'search',
  'show',
  'history',
]
