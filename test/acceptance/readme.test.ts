/**
 * Does what the README and the pages of `docs` tell their readers to do. The `bash` fences are run in order, in one
 * folder, as in one terminal, and `python` fences with dc43's packages; a fence of another language right behind one
 * shows what is printed, whole or in part. `npm start` starts a service on a private port; other commands of npm, and
 * Docker's, are not run but compared with what they would find. Times, and ids of requests, are compared as such: each
 * is another one every time.
 */
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { notRun } from '../support/not-run.ts'
import { patience } from '../support/patient.ts'
import { findPython } from '../support/python.ts'
import { cleanEnvironment, executable, runCommand, type Service, startService } from '../support/service.ts'
import { jsonDifference, lineDifference } from '../support/shown-answer.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The pages whose commands are run, in the order in which a reader comes to them. */
const walk = [
  'README.md',
  'docs/guide/lifecycle.md',
  'docs/guide/search.md',
  'docs/guide/validation.md',
  'docs/guide/test-runs.md',
  'docs/reference/differences.md',
  'docs/reference/http.md',
  'docs/from-dc43.md',
  'docs/reference/versions.md',
  'docs/reference/cli.md',
  'docs/clients.md',
  'docs/moving.md',
  'docs/running.md',
]
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

/** What every answer has. The documentation says so in one place and leaves it out of the answers it shows. */
const constantHeaders = [
  'x-content-type-options: nosniff',
  'referrer-policy: no-referrer',
  'cross-origin-resource-policy: same-origin',
  "content-security-policy: default-src 'none'; frame-ancestors 'none'",
  'x-frame-options: DENY',
]

interface Fence {
  readonly page: string
  readonly language: string
  readonly text: string
  readonly line: number
  /** True when nothing but empty lines stands between it and the fence before. */
  readonly follows: boolean
}

/** A fence of commands, and the output that is shown behind it. */
interface Step {
  /** The page and the line. */
  readonly place: string
  readonly language: string
  readonly commands: string
  readonly shown: Fence | undefined
}

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly failed: boolean
}

const http = read('docs/reference/http.md')
const fences = walk.flatMap(fencesOf)
const python = await findPython()
if ('missing' in python) notRun('Python in the documentation', python.missing)
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
  // the commands of all pages, one after the other: for what hangs, on a busy machine
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the quick start is two commands', () => {
  expect(steps[0]?.commands, steps[0]?.place).toBe('npm ci && npm start\n')
  expect(manifest().scripts.prepare).toBe('npm run build')
  expect(manifest().scripts.start).toMatch(/^exec node (--\S+ )*dist\/cli\.js$/)
})

test.for(steps)('the commands in $place do what is shown', (step, { skip }) => {
  skip(step.language === 'python' && 'missing' in python)
  const outcome = outcomes.get(step)
  expect(outcome, 'a command before it failed').toBeDefined()
  expect(outcome?.failed, outcome?.stderr).toBe(false)
  if (step.shown) {
    const printed = withoutChance(asShown(outcome?.stdout ?? '', step.shown))
    const difference = step.shown.language === 'json' ? jsonDifference : lineDifference
    expect(difference(printed, withoutChance(step.shown.text.trimEnd()))).toBeUndefined()
  }
})

test('outputs are shown behind the commands that print them', () => {
  const shown = fences.filter(fence => !['bash', 'python', 'toml'].includes(fence.language))
  expect(shown).toEqual(steps.flatMap(step => step.shown ?? []))
})

test('what is shown fits on a page', () => {
  const lines = fences.flatMap(({ page, text }) => text.split('\n').map(line => `${page}: ${line}`))
  expect(lines.filter(line => line.slice(line.indexOf(': ') + 2).length > 120)).toEqual([])
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(201)
})

test.each(
  fences.filter(fence => fence.language === 'toml'),
)('the configuration in line $line of $page is one', async fence => {
  writeFileSync(join(folder, 'shown.toml'), fence.text.replace('/srv/dc43', folder))
  // what has no store is a part of a configuration
  const dsn = fence.text.includes('[contract_store]') ? '' : 'sqlite:///./contracts.db'
  const env = { DC43_CONTRACT_STORE_DSN: dsn }
  const { code, stderr } = await runCommand(['check-config', '--config', 'shown.toml'], { cwd: folder, env })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('the scripts of npm that are named exist', () => {
  const named = pages.flatMap(path =>
    [...read(path).matchAll(/`npm (?:run )?([a-z]+)/g)].map(([, name]) => name),
  )
  const known = [...Object.keys(manifest().scripts), 'ci', 'audit', 'install', 'pack']
  expect(named.filter(name => !known.includes(name ?? ''))).toEqual([])
})

test('npm installs the package that npm pack makes, which package.test.ts does', () => {
  const { name, version } = manifest()
  expect(unrun.filter(([program]) => program === 'npm')).toEqual([
    ['npm', 'install', `./${name}-${version}.tgz`],
  ])
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
  const listed = [...http.matchAll(/^\| `(\w+)` \| `([A-Z]+ [^`]+)` \|/gm)].map(
    match => `${match[1]} ${match[2]}`,
  )
  expect(listed.toSorted()).toEqual(operations.toSorted())

  const { headers, schemas } = api.components
  for (const [, name = ''] of http.matchAll(/^\| `((?:DC43|ETag|Content)[\w-]*)` \|/gm)) {
    expect(Object.keys(headers)).toContain(name)
  }
  const codes = [...http.matchAll(/^\| [45]\d\d \| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(match => match[1]),
  )
  expect(codes.toSorted()).toEqual(schemas.Problem.properties.code.enum.toSorted())
})

test('the headers that every answer has are told once', () => {
  const section = http.slice(http.indexOf('\n## Headers\n'), http.indexOf('\n## Caching\n'))
  for (const header of constantHeaders) expect(section.toLowerCase()).toContain(`\`${header.toLowerCase()}\``)
  expect(section).toContain('`X-Request-Id`')
})

test('Docker and Compose run the image that the Dockerfile makes', () => {
  const commands = unrun.filter(([program]) => program === 'docker').map(words => words.slice(1))
  const [build, first = [], buildAgain, run = [], compose] = commands
  expect(commands).toHaveLength(5)
  expect(build).toEqual(['build', '-t', 'dc43-registry', '.'])
  expect(buildAgain).toEqual(build)
  expect([first.at(-1), run.at(-1)]).toEqual(['dc43-registry', 'dc43-registry'])
  expect(compose).toEqual(['compose', 'up', '-d'])

  const dockerfile = read('Dockerfile')
  const port = /^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]
  const volume = /^VOLUME (\S+)$/m.exec(dockerfile)?.[1]
  const { services } = parse(read('docker-compose.yml'), { merge: true })
  const { registry } = services
  expect(registry).toMatchObject({ build: '.', image: 'dc43-registry', ports: [`127.0.0.1:${port}:${port}`] })
  expect(registry.environment).toMatchObject({ DC43_BACKEND_TOKEN: null })
  expect(first.join(' ')).toContain(` -p 127.0.0.1:${port}:${port} -v contracts:${volume} `)
  expect(run.join(' ')).toContain(` -p ${port}:${port} -v contracts:${volume} -e DC43_BACKEND_TOKEN `)
})

/** The steps in pieces that each begin with the start of a service. */
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
  const script = following.map(({ language, commands }) => {
    const program = language === 'python' ? `python3 - <<'PYTHON'\n${commands}PYTHON\n` : commands
    const own = program.replaceAll('localhost:8001', `127.0.0.1:${service.port}`)
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
    const child = execFile('bash', args, { cwd: folder, env, timeout: patience }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

/**
 * Puts programs of these names on the path: `npx` runs the executable, `python3` has dc43's packages where they are
 * installed, and the others note what was asked.
 */
function writeStandIns(bin: string): void {
  const { name, bin: executables } = manifest()
  expect(join(root, executables[name] ?? '')).toBe(executable)
  mkdirSync(bin)
  const write = (program: string, line: string) =>
    writeFileSync(join(bin, program), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  write('npx', `[ "$1" = ${name} ] && shift && exec "${process.execPath}" "${executable}" "$@"`)
  write('python3', 'python' in python ? `exec "${python.python}" "$@"` : 'true')
  for (const program of ['npm', 'docker'])
    write(program, `echo ${program} "$@" >> "${join(folder, 'unrun')}"`)
}

/** An output as it is shown: of HTTP headers, without those that are never the same or in every answer. */
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
    .replace(/"request_id": ?"[\da-f-]{36}"/g, '"request_id":"an id"')
    .replace(/^deprecation: @\d+$/m, 'deprecation: @a time')
}

function stepsOf(all: readonly Fence[]): Step[] {
  return all.flatMap((fence, at) => {
    if (!isRun(fence)) return []
    const next = all[at + 1]
    const shown = next?.follows && !isRun(next) ? next : undefined
    return { place: `${fence.page}:${fence.line}`, language: fence.language, commands: fence.text, shown }
  })
}

function isRun({ language }: Fence): boolean {
  return language === 'bash' || language === 'python'
}

function fencesOf(page: string): Fence[] {
  const markdown = read(page)
  let end = -1
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(match => {
    const follows = end >= 0 && markdown.slice(end, match.index).trim() === ''
    end = match.index + match[0].length
    const line = markdown.slice(0, match.index).split('\n').length
    return { page, language: match[1] ?? '', text: match[2] ?? '', line, follows }
  })
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

function manifest(): Manifest {
  return JSON.parse(read('package.json'))
}

/** A file of the repository, or of anywhere by its full path. */
function read(path: string, otherwise?: string): string {
  const file = path.startsWith('/') ? path : join(root, path)
  return otherwise !== undefined && !existsSync(file) ? otherwise : readFileSync(file, 'utf8')
}
