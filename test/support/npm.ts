/** The environment without what an npm that runs the tests would tell one that they run. */
export function npmEnvironment(): NodeJS.ProcessEnv {
  const wanted = /^(?!npm_|node_env$|init_cwd$)|^npm_config_(registry|cafile|cache)$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.test(name)))
}

/** Why npm failed when it could not reach its registry; undefined when it failed for another reason. */
export function unreachableRegistry(error: unknown): string | undefined {
  const { stderr = '' } = error as { stderr?: string }
  const code = /\bE(AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|NOTFOUND|TIMEDOUT)\b/.exec(stderr)
  return code ? `the npm registry cannot be reached (${code[0]})` : undefined
}
