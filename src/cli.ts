#!/usr/bin/env node
/** The entry of the executable, kept free of imports so that it also runs where the rest can't. */
const oldestNode = 22

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(`dc43-registry needs Node.js ${oldestNode} or newer; this is ${process.version}\n`)
  process.exitCode = 2
} else {
  const { main } = await import('./commands/main.ts')
  process.exitCode = await main(process.argv.slice(2), process.env, process.cwd())
  // a driver that is still trying to connect must not keep a process that is done
  setTimeout(() => process.exit(), 1000).unref()
}
