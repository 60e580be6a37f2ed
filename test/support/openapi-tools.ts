import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { repositoryRoot } from './python.ts'

const run = promisify(execFile)

/** Where the tools are that read openapi.yaml. They have a lock file of their own: most work is done without them. */
const folder = join(repositoryRoot, 'test/openapi')

/** Why the tools of npm are not there; undefined when they are. */
export function missingNodeTools(): string | undefined {
  const isInstalled = existsSync(join(folder, 'node_modules/.bin/redocly'))
  return isInstalled ? undefined : 'run "npm ci --prefix test/openapi"'
}

/** Runs a tool of npm in the folder; what it printed. */
export function runNodeTool(name: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return runTool(join(folder, 'node_modules/.bin', name), args, signal)
}

const python = process.env.DC43_TEST_PYTHON ?? join(repositoryRoot, '.venv/bin/python')

/** Why the tools of Python are not there; undefined when they are. */
export async function missingPythonTools(): Promise<string | undefined> {
  try {
    await run(python, ['-c', 'import schemathesis, openapi_python_client'])
    return undefined
  } catch {
    return 'run "python3 -m venv .venv && .venv/bin/pip install -r test/openapi/requirements.txt" (Python 3.11 or newer), or name an interpreter that has them in DC43_TEST_PYTHON'
  }
}

/** Runs a program that a package of Python brings, such as `schemathesis` or `python` itself; what it printed. */
export function runPythonTool(name: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return runTool(join(dirname(python), name), args, signal)
}

/** Nothing is told to others, and what is printed can be compared. */
const quiet = { NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

/**
 * Runs a program in the folder of the tools to its end; what it printed.
 *
 * @throws Error with all that it printed, when it fails.
 */
export async function runTool(file: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const env = { ...process.env, ...quiet, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' }
  try {
    const { stdout, stderr } = await run(file, [...args], { cwd: folder, env, maxBuffer: 2 ** 26, signal })
    return stdout + stderr
  } catch (error) {
    // only the text: as a cause, the runner would print all of it a second time
    const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string }
    throw new Error([message, stdout, stderr].join('\n').trimEnd())
  }
}
