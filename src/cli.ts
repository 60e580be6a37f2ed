#!/usr/bin/env node
/** The entry of the executable, kept free of imports so that it also runs where the rest cannot. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 15)) {
  process.stderr.write(`dc43-registry needs Node.js 22.15 or newer; this is ${process.version}\n`)
  process.exitCode = 2
} else {
  const argv = process.argv.slice(2)
  const { clientCommands } = await import('./commands/client/names.ts')
  const { offlineCommands } = await import('./commands/offline/names.ts')
  if (offlineCommands.includes(argv[0] ?? '')) {
    const { offlineMain } = await import('./commands/offline/main.ts')
    process.exitCode = await offlineMain(argv, process.env)
  } else if (clientCommands.includes(argv[0] ?? '')) {
    // loads nothing of the service
    const { clientMain } = await import('./commands/client/main.ts')
    process.exitCode = await clientMain(argv, process.env, process.cwd())
  } else {
    const { main } = await import('./commands/main.ts')
    process.exitCode = await main(argv, process.env, process.cwd())
    // a driver that is still trying to connect must not keep a process that is done
    setTimeout(() => process.exit(), 1000).unref()
  }
}
