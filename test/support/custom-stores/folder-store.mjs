/** A store of one's own that keeps each version in a file, as short as it can be. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const hash = text => createHash('sha256').update(text).digest('hex')
const ignoreMissing = error => (error.code === 'ENOENT' ? undefined : Promise.reject(error))

export default async ({ folder }) => {
  const folderOf = contractId => join(folder, hash(contractId))
  const fileOf = ({ contractId, version }) => join(folderOf(contractId), `${hash(version)}.json`)
  const read = async file => JSON.parse((await readFile(file, 'utf8').catch(ignoreMissing)) ?? 'null')
  const list = async path => (await readdir(path).catch(ignoreMissing)) ?? []
  const filesOf = async path =>
    (await list(path)).filter(name => name.endsWith('.json')).map(name => join(path, name))

  return {
    async put(identity, { json, yaml }) {
      const file = fileOf(identity)
      await mkdir(folderOf(identity.contractId), { recursive: true })
      await writeFile(
        `${file}.new`,
        JSON.stringify({ ...identity, json, yaml: yaml && Buffer.from(yaml).toString('base64') }),
      )
      await rename(`${file}.new`, file)
    },
    async get(identity) {
      const { json, yaml } = (await read(fileOf(identity))) ?? {}
      return yaml === undefined ? json && { json } : { yaml: Buffer.from(yaml, 'base64') }
    },
    async *listContracts() {
      for (const name of await list(folder)) {
        const [first] = await filesOf(join(folder, name))
        if (first) yield (await read(first)).contractId
      }
    },
    async listVersions(contractId) {
      const files = await filesOf(folderOf(contractId))
      const texts = await Promise.all(files.map(file => readFile(file, 'utf8').catch(ignoreMissing)))
      return texts.filter(text => text).map(text => ({ version: JSON.parse(text).version, mark: hash(text) }))
    },
    delete: identity => rm(fileOf(identity), { force: true }),
  }
}
