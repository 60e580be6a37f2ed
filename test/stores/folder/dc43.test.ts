import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openFolderLog } from '../../../src/stores/filesystem/open-log.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { entryOf, LogReplay } from '../../support/log-replay.ts'
import { notRun } from '../../support/not-run.ts'
import { findPython } from '../../support/python.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const lookup = await findPython()
if ('missing' in lookup) notRun("dc43's own store on a folder", lookup.missing)
const python = 'python' in lookup ? lookup.python : ''
const silent = { info: () => undefined, warn: () => undefined }

/** Runs lines of Python on dc43's store of a folder, and gives back what they print as JSON. */
async function withDc43(root: string, lines: string): Promise<unknown> {
  const program = `
import json, os, sys
from open_data_contract_standard.model import OpenDataContractStandard
from dc43_service_backends.contracts.backend.stores.filesystem import FSContractStore
store = FSContractStore(sys.argv[1])
def put(id, version, **members):
    members = {"kind": "DataContract", "apiVersion": "3.0.2", "status": "draft", **members}
    store.put(OpenDataContractStandard(id=id, version=version, **members))
${lines}
`
  const { stdout } = await promisify(execFile)(python, ['-c', program, root])
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

const document = (version: string, name: string) =>
  `{"version":"${version}","kind":"DataContract","apiVersion":"3.0.2","id":"urn:dc:é","name":"${name}","status":"active"}`

test.runIf(python)("dc43's own store reads what is published, and what it writes is taken over", async () => {
  const root = join(tempFolder(), 'contracts')
  const { log } = await openFolderLog({ root, layout: 'dc43' }, documentWorkers, silent)
  const replay = await new LogReplay(log).catchUp()
  for (const version of ['1.0.0', '1.1.0']) {
    await replay.append(entryOf({ contractId: 'urn:dc:é', version }, document(version, 'naïve 😀')))
  }
  await replay.takeOver()
  await replay.takeOver()
  const read = await withDc43(
    root,
    `
versions = sorted(store.list_versions("urn:dc:é"))
print(json.dumps([store.list_contracts(), versions, store.get("urn:dc:é", "1.1.0").name, store.latest("urn:dc:é").version]))
`,
  )
  expect(read).toEqual([['urn:dc:é'], ['1.0.0', '1.1.0'], 'naïve 😀', '1.1.0'])

  await withDc43(
    root,
    `
put("brand.new", "0.1.0", name="made by dc43")
put("urn:dc:é", "1.0.0", name="overwritten")
os.remove(os.path.join(sys.argv[1], "urn:dc:é", "1.1.0.json"))
print("[]")
`,
  )
  const changes = await replay.takeOver()
  const named = changes.map(({ contractId, version, document: found }) => {
    return [contractId, version, found && (JSON.parse(found.json) as { name: string }).name]
  })
  expect(named.sort()).toEqual([
    ['brand.new', '0.1.0', 'made by dc43'],
    ['urn:dc:é', '1.0.0', 'overwritten'],
    ['urn:dc:é', '1.1.0', undefined],
  ])
  expect(await replay.takeOver()).toEqual([])
})
