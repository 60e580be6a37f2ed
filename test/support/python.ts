import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/** A Python interpreter with dc43's packages, or why there is none to be had. */
export type PythonLookup = { readonly python: string } | { readonly missing: string }

const howToEnable =
  'run "python3 -m venv .venv && .venv/bin/pip install -r test/python/requirements.txt" (Python 3.11 or newer) or name an interpreter in DC43_TEST_PYTHON'

/** The interpreter that `DC43_TEST_PYTHON` names, which is then taken on trust, else that of the repository's `.venv`. */
export async function findPython(): Promise<PythonLookup> {
  const named = process.env.DC43_TEST_PYTHON
  if (named) return { python: named }
  const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))
  if (!existsSync(python)) return { missing: `there is no .venv/bin/python; ${howToEnable}` }
  try {
    await run(python, ['-c', 'import pytest, dc43_service_backends, dc43_service_clients'])
  } catch {
    return { missing: `.venv lacks dc43's packages; ${howToEnable}` }
  }
  return { python }
}

/**
 * Runs the Python tests against the built service.
 *
 * @param variables what they are told by the environment.
 * @throws Error with all that pytest printed, when a test fails or none can be run.
 */
export async function runPytest(
  python: string,
  signal: AbortSignal,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const env = {
    ...process.env,
    ...variables,
    DC43_TEST_SERVER: JSON.stringify([process.execPath, 'dist/cli.js', 'serve']),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
  }
  const args = ['-m', 'pytest', 'test/python', '-q', '--tb=short']
  const running = run(python, args, { cwd: repositoryRoot, env, maxBuffer: 2 ** 26 })
  // an interrupted pytest still stops the services it started, and is waited for
  const interrupt = () => running.child.kill('SIGINT')
  signal.addEventListener('abort', interrupt)
  try {
    await running
  } catch (error) {
    // only the text: as a cause, the runner would print all of it a second time
    const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string }
    throw new Error([message, stdout, stderr].join('\n').trimEnd())
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}
