/** The commands that look at files and ask nobody. They load nothing of the service. */
export const offlineCommands: readonly string[] = ['diff', 'lint']
