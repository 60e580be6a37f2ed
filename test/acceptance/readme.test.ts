/**
 * Does what the README tells its readers to do. Its `bash` fences are run in order, in one folder, as in one
 * terminal; a fence of another language right behind one shows what its commands print. `npm start` starts a
 * service on a private port; other commands of npm, and Docker's, are not run but compared with what they
 * would find. Times, and ids of requests, are compared as such: each is another one every time.
 */
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { cleanEnvironment, executable, runCommand, type Service, startService } from '../support/service.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/configuration.md',
  'docs/running.md',
  'docs/authentication.md',
  'docs/operations.md',
  'SECURITY.md',
]

/** What every answer has. The README says so in one place and leaves it out of the answers it shows. */
const constantHeaders = [
  'x-content-type-options: nosniff',
  'referrer-policy: no-referrer',
  'cross-origin-resource-policy: same-origin',
  "content-security-policy: default-src 'none'; frame-ancestors 'none'",
  'x-frame-options: DENY',
]

interface Fence {
  readonly language: string
  readonly text: string
  readonly line: number
  /** True when nothing but empty lines stands between it and the fence before. */
  readonly follows: boolean
}

/** A fence of commands, and the output that the README shows behind it. */
interface Step {
  readonly line: number
  readonly commands: string
  readonly shown: Fence | undefined
}

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly failed: boolean
}

const readme = read('README.md')
const fences = fencesOf(readme)
const steps = stepsOf(fences)
const outcomes = new Map<Step, Outcome>()
/** The commands of npm and Docker that were not run. */
const unrun: string[][] = []
const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-readme-'))

beforeAll(async () => {
  copyFileSync(join(root, 'dc43-service-backends.toml'), join(folder, 'dc43-service-backends.toml'))
  writeStandIns(join(folder, 'bin'))
  for (const { start, following } of terminals()) await followAlong(start, following)
  unrun.push(
    ...read(join(folder, 'unrun'), '')
      .trimEnd()
      .split('\n')
      .map(line => line.split(' ')),
  )
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the quick start is two commands', () => {
  expect(steps[0]?.commands).toBe('npm ci && npm start\n')
  expect(manifest().scripts.prepare).toBe('npm run build')
  expect(manifest().scripts.start).toMatch(/^exec node (--\S+ )*dist\/cli\.js$/)
})

test.each(steps)('the commands in line $line do what is shown', step => {
  const outcome = outcomes.get(step)
  expect(outcome, 'a command before it failed').toBeDefined()
  expect(outcome?.failed, outcome?.stderr).toBe(false)
  if (step.shown) {
    const printed = asShown(outcome?.stdout ?? '', step.shown)
    expect(withoutChance(printed)).toBe(withoutChance(step.shown.text.trimEnd()))
  }
})

test('outputs are shown behind the commands that print them', () => {
  const shown = fences.filter(fence => !['bash', 'toml'].includes(fence.language))
  expect(shown).toEqual(steps.flatMap(step => step.shown ?? []))
})

test.each(
  fences.filter(fence => fence.language === 'toml'),
)('the configuration in line $line is one', async fence => {
  writeFileSync(join(folder, 'shown.toml'), fence.text.replace('/srv/dc43', folder))
  const { code, stderr } = await runCommand(['check-config', '--config', 'shown.toml'], { cwd: folder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('the scripts of npm that are named exist', () => {
  const named = documents.flatMap(path =>
    [...read(path).matchAll(/`npm (?:run )?([a-z]+)/g)].map(([, name]) => name),
  )
  const known = [...Object.keys(manifest().scripts), 'ci', 'audit']
  expect(named.filter(name => !known.includes(name ?? ''))).toEqual([])
  expect(unrun.filter(([program]) => program === 'npm').map(words => words.slice(1).join(' '))).toEqual([
    'test',
    'run bench',
  ])
})

test('the files that are linked exist', () => {
  const missing = documents.flatMap(path =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .filter(([, target]) => !existsSync(join(root, dirname(path), target ?? '')))
      .map(([, target]) => `${path}: ${target}`),
  )
  expect(missing).toEqual([])
})

test('the routes, headers and codes are those of the API', async () => {
  const { stdout } = await runCommand(['openapi'], { cwd: folder })
  const api = parse(stdout)
  const operations = Object.entries<Record<string, { operationId: string }>>(api.paths).flatMap(
    ([path, item]) =>
      Object.entries(item)
        .filter(([method]) => method !== 'head')
        .map(([method, operation]) => `${operation.operationId} ${method.toUpperCase()} ${path}`),
  )
  const listed = [...readme.matchAll(/^\| `(\w+)` \| `([A-Z]+ [^`]+)` \|/gm)].map(
    match => `${match[1]} ${match[2]}`,
  )
  expect(listed.toSorted()).toEqual(operations.toSorted())

  const { headers, schemas } = api.components
  for (const [, name = ''] of readme.matchAll(/^\| `((?:DC43|ETag|Content)[\w-]*)` \|/gm)) {
    expect(Object.keys(headers)).toContain(name)
  }
  const codes = [...readme.matchAll(/^\| [45]\d\d \| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(match => match[1]),
  )
  expect(codes.toSorted()).toEqual(schemas.Problem.properties.code.enum.toSorted())
})

test('the headers that every answer has are told once', () => {
  const section = readme.slice(readme.indexOf('\n### Headers\n'), readme.indexOf('\n### Caching\n'))
  for (const header of constantHeaders) expect(section.toLowerCase()).toContain(`\`${header.toLowerCase()}\``)
  expect(section).toContain('`X-Request-Id`')
})

test('Docker and Compose run the image that the Dockerfile makes', () => {
  const commands = unrun.filter(([program]) => program === 'docker').map(words => words.slice(1))
  const [build = [], run = [], compose = []] = commands
  expect(commands).toHaveLength(3)
  expect(build).toEqual(['build', '-t', 'dc43-registry', '.'])
  expect(run.at(-1)).toBe('dc43-registry')
  expect(compose).toEqual(['compose', 'up', '-d'])

  const dockerfile = read('Dockerfile')
  const port = /^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]
  const volume = /^VOLUME (\S+)$/m.exec(dockerfile)?.[1]
  const { services } = parse(read('docker-compose.yml'), { merge: true })
  const { registry } = services
  expect(registry).toMatchObject({ build: '.', image: 'dc43-registry', ports: [`127.0.0.1:${port}:${port}`] })
  expect(registry.environment).toMatchObject({ DC43_BACKEND_TOKEN: null })
  expect(run.join(' ')).toContain(` -p ${port}:${port} -v contracts:${volume} -e DC43_BACKEND_TOKEN `)
})

/** The README in pieces that each begin with the start of a service. */
function terminals(): { start: Step; following: Step[] }[] {
  const pieces: { start: Step; following: Step[] }[] = []
  for (const step of steps) {
    if (step.commands.endsWith('npm start\n')) pieces.push({ start: step, following: [] })
    else pieces.at(-1)?.following.push(step)
  }
  return pieces
}

async function followAlong(start: Step, following: readonly Step[]): Promise<void> {
  const variables = [...start.commands.matchAll(/([A-Z0-9_]+)=(\S+) /g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  // the configuration file says where the contracts are kept
  const env = { DC43_CONTRACT_STORE_DSN: '', ...Object.fromEntries(variables) }
  const service = await startService({ cwd: folder, env })
  try {
    outcomes.set(start, { stdout: '', stderr: '', failed: false })
    await runSteps(following, service)
  } finally {
    expect(await service.stop()).toBe(0)
  }
}

/** Runs steps in one shell that ends at the first failure; both outputs carry a NUL where a step begins. */
async function runSteps(following: readonly Step[], service: Service): Promise<void> {
  const script = following.map(({ commands }) => {
    const own = commands.replaceAll('localhost:8001', `127.0.0.1:${service.port}`)
    return `printf '\\0'; printf '\\0' >&2\n${own}`
  })
  const { code, stdout, stderr } = await bash(script.join('\n'))
  const outputs = stdout.split('\0').slice(1)
  const errors = stderr.split('\0').slice(1)
  for (const [at, output] of outputs.entries()) {
    const step = following[at]
    const failed = code !== 0 && at === outputs.length - 1
    if (step) outcomes.set(step, { stdout: output, stderr: errors[at] ?? '', failed })
  }
}

function bash(script: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = cleanEnvironment({
    HOME: folder,
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    NO_PROXY: '*',
    LC_ALL: 'C.UTF-8',
  })
  return new Promise(resolve => {
    const args = ['-e', '-o', 'pipefail', '-c', script]
    const child = execFile('bash', args, { cwd: folder, env, timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

/** Puts programs of these names on the path: `npx` runs the executable, the others note what was asked. */
function writeStandIns(bin: string): void {
  const { name, bin: executables } = manifest()
  expect(join(root, executables[name] ?? '')).toBe(executable)
  mkdirSync(bin)
  const write = (program: string, line: string) =>
    writeFileSync(join(bin, program), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  write('npx', `[ "$1" = ${name} ] && shift && exec "${process.execPath}" "${executable}" "$@"`)
  for (const program of ['npm', 'docker'])
    write(program, `echo ${program} "$@" >> "${join(folder, 'unrun')}"`)
}

/** An output as the README shows it: of HTTP headers, without those that are never the same or in every answer. */
function asShown(output: string, { language }: Fence): string {
  if (language !== 'http') return output.trimEnd()
  const [head = '', body = ''] = output.replaceAll('\r\n', '\n').split(/\n\n(.*)/s)
  const lines = head.split('\n')
  expect(lines).toEqual(expect.arrayContaining(constantHeaders))
  expect(lines).toContainEqual(expect.stringMatching(/^x-request-id: [\da-f-]{36}$/))
  const headers = lines.filter(
    line => !/^(date|connection|keep-alive|x-request-id):/i.test(line) && !constantHeaders.includes(line),
  )
  return `${headers.join('\n')}\n\n${body}`.trimEnd()
}

/** A text without what is another one each time: times and ids of requests. */
function withoutChance(text: string): string {
  return text
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"a time"')
    .replace(/"request_id":"[\da-f-]{36}"/g, '"request_id":"an id"')
    .replace(/^deprecation: @\d+$/m, 'deprecation: @a time')
}

function stepsOf(all: readonly Fence[]): Step[] {
  return all.flatMap((fence, at) => {
    if (fence.language !== 'bash') return []
    const next = all[at + 1]
    const shown = next?.follows && next.language !== 'bash' ? next : undefined
    return { line: fence.line, commands: fence.text, shown }
  })
}

function fencesOf(markdown: string): Fence[] {
  let end = -1
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(match => {
    const follows = end >= 0 && markdown.slice(end, match.index).trim() === ''
    end = match.index + match[0].length
    const line = markdown.slice(0, match.index).split('\n').length
    return { language: match[1] ?? '', text: match[2] ?? '', line, follows }
  })
}

function manifest(): { name: string; bin: Record<string, string>; scripts: Record<string, string> } {
  return JSON.parse(read('package.json'))
}

/** A file of the repository, or of anywhere by its full path. */
function read(path: string, otherwise?: string): string {
  const file = path.startsWith('/') ? path : join(root, path)
  return otherwise !== undefined && !existsSync(file) ? otherwise : readFileSync(file, 'utf8')
}
