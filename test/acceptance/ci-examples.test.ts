import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { cleanEnvironment, executable, type Service, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

interface Result {
  readonly code: number
  readonly output: string
}

const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8')

/** A file that the page writes by a command. */
function fileOf(name: string): string {
  return new RegExp(`> ${name.replaceAll('.', '\\.')} <<'EOF'\n(.*?)\nEOF\n`, 's').exec(page)?.[1] ?? ''
}

const { jobs } = parse(fileOf('.github/workflows/contracts.yml'))
const gitlab = parse(fileOf('.gitlab-ci.yml'))

/** The commands of each example, for a request to merge and for what was merged. */
const examples = {
  GitHub(isRequest: boolean): string[] {
    const steps: { run?: string; if?: string }[] = jobs.publish.steps
    return steps.flatMap(step => (step.run && (isRequest || step.if === undefined) ? [step.run] : []))
  },
  GitLab(isRequest: boolean): string[] {
    const job = gitlab[isRequest ? 'try-contracts' : 'publish-contracts']
    return [...gitlab['.contracts'].before_script, ...(job.script ?? gitlab['.contracts'].script)]
  },
}

let registry: Service
beforeAll(async () => {
  registry = await startService()
})
afterAll(() => registry.stop())

const contract = (id: string, type: string) =>
  `version: 1.0.0\napiVersion: v3.1.0\nkind: DataContract\nid: ${id}\nstatus: draft\nschema:\n  - name: orders\n    properties:\n      - name: id\n        logicalType: ${type}\n`

/** A repository whose branch changes the type of a property, or makes a contract invalid. */
function repository(id: string, type: string): string {
  const folder = tempFolder()
  const file = join(folder, 'contracts/sub folder/orders.yaml')
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
    })
  mkdirSync(join(folder, 'contracts/sub folder'), { recursive: true })
  mkdirSync(join(folder, 'bin'))
  git('init', '-q', '-b', 'main')
  writeFileSync(file, contract(id, 'integer'))
  git('add', 'contracts')
  git('commit', '-qm', 'first')
  git('update-ref', 'refs/remotes/origin/main', 'main')
  writeFileSync(file, contract(id, type))
  git('commit', '-qam', 'second')
  // what is installed is the build of these sources
  writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\n')
  writeFileSync(
    join(folder, 'bin/dc43-registry'),
    `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`,
  )
  for (const name of ['npm', 'dc43-registry']) chmodSync(join(folder, 'bin', name), 0o755)
  return folder
}

/** Runs commands as both services do: each by a shell that ends at the first failure, until one fails. */
async function runAll(commands: readonly string[], cwd: string, isRequest: boolean): Promise<Result> {
  const summary = join(cwd, 'summary.md')
  writeFileSync(summary, '')
  const env = cleanEnvironment({
    ...{ PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, DC43_REGISTRY_PACKAGE: 'dc43-registry' },
    ...{ GITHUB_BASE_REF: 'main', GITHUB_SHA: 'a commit', GITHUB_STEP_SUMMARY: summary },
    ...{ CI_MERGE_REQUEST_DIFF_BASE_SHA: 'origin/main', CI_COMMIT_SHA: 'a commit' },
    ...{ DC43_REGISTRY_URL: registry.url, CONFIRM: isRequest ? '' : '--yes' },
  })
  let output = ''
  for (const command of commands) {
    const { code, text } = await new Promise<{ code: number; text: string }>(resolve => {
      const child = execFile('bash', ['-e', '-c', command], { cwd, env }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
      )
    })
    output += text
    if (code !== 0) return { code, output }
  }
  return { code: 0, output: output + readFileSync(summary, 'utf8') }
}

describe.each(Object.entries(examples))('the example for %s', (name, commandsFor) => {
  const id = `sales.${name}`
  const stored = () => fetch(`${registry.url}/contracts/${id}/versions/1.0.0`).then(({ status }) => status)

  test('stops at a contract that is not valid', async () => {
    const { code, output } = await runAll(commandsFor(false), repository(id, 'int'), false)
    expect(output).toContain('did you mean "integer"?')
    expect({ code, stored: await stored() }).toEqual({ code: 1, stored: 404 })
  })

  test('shows what a request changes and tries it, and publishes what is merged', async () => {
    const folder = repository(id, 'string')
    const tried = await runAll(commandsFor(true), folder, true)
    expect(tried.output).toContain('orders.id is "string", not "integer"')
    expect({ code: tried.code, stored: await stored() }, tried.output).toEqual({ code: 0, stored: 404 })
    const published = await runAll(commandsFor(false), folder, false)
    expect({ code: published.code, stored: await stored() }, published.output).toEqual({
      code: 0,
      stored: 200,
    })
  })
})
