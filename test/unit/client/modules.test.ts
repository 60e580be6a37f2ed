import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../src')
const statement = /^(?:import|export)(?! type)[^'"]*?from '([^']+)'/gms

/** The modules that one needs to be loaded, with those that they need. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  if (file.startsWith('node:') || !file.endsWith('.ts')) return seen
  for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(statement))
    loadedBy(name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name, seen)
  return seen
}

const ofAllCommands = ['commands/progress.ts', 'commands/read-arguments.ts', 'commands/usage-error.ts']
const commands = ['main', 'push', 'pull', 'status', 'promote', 'search', 'show', 'history']

test.each(commands)('%s loads no package, and nothing of the service', command => {
  const loaded = [...loadedBy(`commands/client/${command}.ts`)].filter(file => !file.startsWith('node:'))
  const rooms = new Set(loaded.map(file => file.split('/')[0]))
  const allowed = ['client', 'commands', 'domain', 'closest-name.ts', 'memoized.ts']
  expect([...rooms].filter(room => !allowed.includes(room ?? ''))).toEqual([])
  const own = loaded.filter(file => file.startsWith('commands/') && !file.startsWith('commands/client/'))
  expect(own.filter(file => !ofAllCommands.includes(file))).toEqual([])
  // what reads documents takes longest to load, and is needed for files only
  const domain = loaded.filter(file => file.startsWith('domain/'))
  expect(
    domain.filter(file => !/^domain\/(digest|identity|order|plain-text|version)\.ts$/.test(file)),
  ).toEqual([])
})

test('commands that look at files load nothing of the service, of servers or of stores', () => {
  const loaded = [...loadedBy('commands/offline/main.ts')].filter(file => file.endsWith('.ts'))
  const rooms = new Set(loaded.map(file => file.split('/')[0]))
  const allowed = ['client', 'commands', 'domain', 'closest-name.ts', 'memoized.ts']
  expect([...rooms].filter(room => !allowed.includes(room ?? ''))).toEqual([])
  const own = loaded.filter(file => file.startsWith('commands/') && !file.startsWith('commands/offline/'))
  expect(own.filter(file => !ofAllCommands.includes(file))).toEqual([])
})
