/**
 * Makes the image without Docker: runs the steps of the Dockerfile in folders that stand for its stages, and
 * then runs what came out, as the user of the image. Only the base image is missing; Node.js and npm are those
 * of the test.
 */
import { execFile } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, onTestFinished, type TestContext, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { npmEnvironment, unreachableRegistry } from '../support/npm.ts'
import { cleanEnvironment, startService } from '../support/service.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

interface Instruction {
  readonly keyword: string
  readonly text: string
}

/** One stage: its instructions, and the folder that stands for its file system. */
interface Stage {
  readonly name: string
  readonly base: string
  readonly instructions: readonly Instruction[]
  readonly folder: string
}

/** What a stage says about the containers that are made of it. */
interface Made {
  readonly workdir: string
  readonly env: Record<string, string>
}

const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-image-'))
// its user has to get in
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'))
const [build, dependencies, image, withGit, made] = stages as [Stage, Stage, Stage, Stage, Stage]

test('the stages are based on the Node.js of the development', () => {
  const major = manifest.devDependencies.node.split('.')[0]
  expect([build, dependencies, image].map(stage => stage.base)).toEqual(Array(3).fill(`node:${major}-slim`))
  expect(textOf(image, 'LABEL')).toContain(`org.opencontainers.image.version="${manifest.version}"`)
})

test('without a target the image has no git, and with git it is the same otherwise', () => {
  expect([made, withGit].map(stage => stage.base)).toEqual([image.name, image.name])
  expect(stages).toHaveLength(5)
  expect(made.instructions).toEqual([])
  expect(withGit.instructions.map(({ keyword }) => keyword)).toEqual(['USER', 'RUN', 'USER'])
  expect(withGit.instructions.at(-1)?.text).toBe(textOf(image, 'USER'))
})

test('the image is built, and serves as its user from a tree that nobody can write', async context => {
  const missing = await missingTool()
  if (missing) return skip(context, missing)

  await make(build, command => {
    if (!command.startsWith('npm ci')) return false
    // the same packages are installed already
    symlinkSync(join(root, 'node_modules'), join(build.folder, 'app/node_modules'))
    return true
  })
  try {
    await make(dependencies)
  } catch (error) {
    const reason = unreachableRegistry(error)
    if (reason) return skip(context, reason)
    throw error
  }
  const { env, workdir } = await make(image)
  expectProductionOnly()
  const contents = contentOf(image.folder)
  expect(sizeOf(contents)).toBeLessThan(largestContent)

  await run('chmod', ['-R', 'a-w', join(image.folder, 'app')])
  const node = join(folder, 'node')
  copyFileSync(process.execPath, node)
  const [program, ...words] = JSON.parse(textOf(image, 'ENTRYPOINT')) as string[]
  const script = words.pop() ?? ''
  expect(program).toBe('node')
  expect(words.every(word => word.startsWith('--'))).toBe(true)
  const user = textOf(image, 'USER')
  expect(Number(user)).toBeGreaterThan(0)
  const service = await startService({
    command: [
      'setpriv',
      `--reuid=${user}`,
      `--regid=${user}`,
      '--clear-groups',
      node,
      ...words,
      join(image.folder, script),
    ],
    cwd: workdir,
    // the port is any free one, and nothing else is configured; a read-only container has no other place to write to
    env: { ...env, DC43_CONTRACT_STORE_DSN: '', HOME: '/nowhere', TMPDIR: '/nowhere' },
  })
  onTestFinished(async () => void (await service.stop()))

  const document = '{"version":"1.0.0","id":"sales.orders"}'
  const url = `${service.url}/contracts/sales.orders/versions/1.0.0`
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'PUT', headers, body: document })).status).toBe(204)
  expect(await (await fetch(url)).text()).toBe(document)
  expect(statSync(join(image.folder, textOf(image, 'VOLUME'), 'contracts.db')).uid).toBe(Number(user))

  expect(await healthCheck(service.port)).toBe(0)
  expect(await service.stop()).toBe(0)
  expect(await healthCheck(service.port)).toBe(1)
  expect(service.stderr()).toBe('')
  expect(contentOf(image.folder)).toEqual(contents)
  expect(await unloadableModules(node)).toEqual([])
})

test('the process is told to end by a signal that it hears', () => {
  expect(textOf(image, 'STOPSIGNAL')).toBe('SIGTERM')
  // in its other form a shell would be process 1, and would not pass the signal on
  expect(textOf(image, 'ENTRYPOINT')).toMatch(/^\["node", /)
  expect(image.instructions.filter(({ keyword }) => keyword === 'CMD')).toEqual([])
})

test('the labels tell where the image comes from', () => {
  const names = [...textOf(image, 'LABEL').matchAll(/org\.opencontainers\.image\.([a-z.]+)="[^"]+"/g)]
  const wanted = ['title', 'description', 'version', 'revision', 'created', 'licenses', 'base.name']
  expect(names.map(([, name]) => name)).toEqual(wanted)
  expect(textOf(image, 'LABEL')).toContain(`base.name="docker.io/library/${image.base}"`)
})

test('the service can be reached from outside of the container', () => {
  expect(image.instructions.map(({ text }) => text).join('\n')).toContain('DC43_SERVER_HOST=0.0.0.0')
})

test('the health check asks on the port of the service', () => {
  expect(textOf(image, 'HEALTHCHECK')).toContain(`process.env.DC43_SERVER_PORT || ${textOf(image, 'EXPOSE')}`)
})

/** What the image may add to that of Node.js, in bytes on disk; it is about half of that. */
const largestContent = 120e6

/** The files that the image adds, but for those of its volume, and what each takes up on disk. */
function contentOf(folder: string): Map<string, number> {
  const files = readdirSync(join(folder, 'app'), { recursive: true, withFileTypes: true })
  return new Map(
    files
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path, statSync(path).blocks * 512]),
  )
}

function sizeOf(contents: ReadonlyMap<string, number>): number {
  return [...contents.values()].reduce((sum, size) => sum + size, 0)
}

/** Modules of the image that need something which was left out of it, such as a driver's file. */
async function unloadableModules(node: string): Promise<string[]> {
  const dist = join(image.folder, 'app/dist')
  const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.js') && path !== 'cli.js')
    .map(path => join(dist, path))
  expect(modules.length).toBeGreaterThan(100)
  const script = `
    const failed = []
    for (const path of ${JSON.stringify(modules)})
      await import(path).catch(error => failed.push(path + ': ' + error.message))
    process.stdout.write(JSON.stringify(failed))`
  const { stdout } = await run(node, ['--input-type=module', '-e', script])
  return JSON.parse(stdout)
}

function expectProductionOnly(): void {
  const app = join(image.folder, 'app')
  expect(readdirSync(app).toSorted()).toEqual(
    [
      'LICENSE',
      'dc43-service-backends.toml',
      'dist',
      'migrations',
      'node_modules',
      'package.json',
      'schemas',
    ].toSorted(),
  )
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  // an entry is `dev` when nothing but development needs it
  const development = Object.keys(packages).filter(path => packages[path].dev === true)
  expect(development.filter(path => existsSync(join(app, path)))).toEqual([])
}

/** The exit code of the image's health check when the service listens on that port. */
async function healthCheck(port: number): Promise<number> {
  const command = /CMD (\[.*\])$/.exec(textOf(image, 'HEALTHCHECK'))?.[1] ?? '[]'
  const [program, ...args] = JSON.parse(command)
  expect(program).toBe('node')
  const env = cleanEnvironment({ DC43_SERVER_PORT: String(port), NO_PROXY: '*' })
  return run(process.execPath, args, { env }).then(
    () => 0,
    error => error.code,
  )
}

/** Does what the instructions of a stage say, but for the commands that `replaced` takes over. */
async function make(stage: Stage, replaced: (command: string) => boolean = () => false): Promise<Made> {
  const env: Record<string, string> = {}
  let workdir = stage.folder
  for (const { keyword, text } of stage.instructions) {
    if (keyword === 'ENV') Object.assign(env, assignments(inside(stage, text)))
    if (keyword === 'WORKDIR') {
      workdir = join(stage.folder, text)
      mkdirSync(workdir, { recursive: true })
    }
    if (keyword === 'COPY') copy(text.split(' '), workdir)
    if (keyword === 'RUN' && !replaced(text)) {
      await run('sh', ['-ec', inside(stage, text)], { cwd: workdir, env: { ...npmEnvironment(), ...env } })
    }
  }
  return { workdir, env }
}

function copy(words: readonly string[], workdir: string): void {
  const from = words[0]?.startsWith('--from=') ? words[0].slice('--from='.length) : undefined
  const stage = stages.find(({ name }) => name === from)
  const paths = words.slice(from === undefined ? 0 : 1)
  const target = resolve(workdir, paths.at(-1) ?? '')
  for (const path of paths.slice(0, -1)) {
    if (from === undefined) expect(contextOfBuild(), '.dockerignore').toContain(path)
    const source = join(stage?.folder ?? root, path)
    const destination = paths.at(-1)?.endsWith('/') ? join(target, basename(path)) : target
    cpSync(source, destination, { recursive: true, verbatimSymlinks: true })
  }
}

/** The paths that `.dockerignore` leaves for the Dockerfile: it names all others by `*`. */
function contextOfBuild(): string[] {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  expect(lines.filter(line => line !== '' && !/^[#!]/.test(line))).toEqual(['*'])
  return lines.filter(line => line.startsWith('!')).map(line => line.slice(1))
}

/** A text with the paths of a stage in place of those in the container. */
function inside(stage: Stage, text: string): string {
  return text.replace(/(?<=^|[\s="])\/(?=app\b|contracts\b)/g, `${stage.folder}/`)
}

function assignments(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function stagesOf(dockerfile: string): Stage[] {
  const lines = dockerfile.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '')
  return lines
    .split(/^FROM /m)
    .slice(1)
    .map((text, at) => {
      const [from = '', ...rest] = text.split('\n').filter(line => line !== '')
      const [base = '', name = String(at)] = from.split(' AS ')
      const instructions = rest.map(line => ({
        keyword: line.split(' ', 1)[0] ?? '',
        text: line.replace(/^\w+ +/, ''),
      }))
      return { name, base, instructions, folder: join(folder, name) }
    })
}

/** What the one instruction of that keyword says. */
function textOf(stage: Stage, keyword: string): string {
  const found = stage.instructions.filter(instruction => instruction.keyword === keyword)
  expect(found, keyword).toHaveLength(1)
  return found[0]?.text ?? ''
}

/** Why the image can't be made and run here. */
async function missingTool(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root can run the service as another user'
  return run('setpriv', ['--version']).then(
    () => undefined,
    () => 'there is no setpriv',
  )
}

function skip(context: TestContext, reason: string): void {
  notRun('image of the Dockerfile', reason)
  context.skip(reason)
}
