import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { memoized } from '../memoized.ts'
import { type Validator, validatorCode } from './compile.ts'
import { exactValues, exactValuesModule } from './keywords.ts'
import { type SchemaVersion, schemaVersions } from './schema-versions.ts'

const require = createRequire(import.meta.url)

/** Where `npm run build` puts the validators, in `dist`. */
const folder = join(import.meta.dirname, 'validators')

/**
 * The validator of a version of ODCS, loaded when it is asked for first. The build has its code in a file; the sources,
 * which run without a build, generate the same code.
 */
export const officialValidator = memoized(
  (version: SchemaVersion): Validator => {
    const file = join(folder, `odcs-${version}.cjs`)
    return (existsSync(file) ? require(file) : run(validatorCode(version))).default
  },
  { keyOf: version => version, most: schemaVersions.length, longestKey: 10 },
)

/** Runs code as Node.js runs a CommonJS module. */
function run(code: string): { default: Validator } {
  const module = { exports: {} as { default: Validator } }
  const requireFor = (name: string) => (name === exactValuesModule ? exactValues : require(name))
  new Function('module', 'exports', 'require', code)(module, module.exports, requireFor)
  return module.exports
}
