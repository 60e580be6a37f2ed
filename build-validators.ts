/** The last step of `npm run build`: the validators of all versions of ODCS, as code that is loaded when it is needed. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { validatorCode } from './src/validation/compile.ts'
import { schemaVersions } from './src/validation/schema-versions.ts'

const folder = new URL('dist/validation/validators/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const version of schemaVersions)
  writeFileSync(new URL(`odcs-${version}.cjs`, folder), validatorCode(version))
