import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const venv = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))

/** A Python interpreter that has PyYAML, or undefined when there is none to be had. */
export function findPyYaml(): string | undefined {
  return [venv, 'python3'].find(python => spawnSync(python, ['-c', 'import yaml']).status === 0)
}

const script = `
import json, sys, yaml
def meaning(read, text):
    try:
        return json.dumps(read(text))
    except Exception as error:
        return repr(error)
different = []
for text, wanted in json.load(sys.stdin):
    found, wanted = meaning(yaml.safe_load, text), meaning(json.loads, wanted)
    if found != wanted:
        different.append([text, found, wanted])
json.dump(different, sys.stdout)
`

/** Those of the pairs of a YAML and a JSON text which Python's readers do not take for the same value, and as what. */
export function differencesInPython(
  python: string,
  pairs: readonly (readonly [string, string])[],
): unknown[] {
  const options = { input: JSON.stringify(pairs), maxBuffer: 2 ** 26 }
  return JSON.parse(execFileSync(python, ['-c', script], options).toString()) as unknown[]
}
