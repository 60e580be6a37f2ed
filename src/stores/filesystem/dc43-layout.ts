import { isJsonObject } from '../../domain/stored-text.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'
import type { FolderLayout } from './layout.ts'

/** `<id>/<version>.json`, as the filesystem store of dc43 has it. The JSON is written as it was put. */
export const dc43Layout: FolderLayout = {
  versions: undefined,
  suffix: '.json',
  contentOf: async ({ json }) => Buffer.from(json),
  async documentOf(bytes) {
    const json = textOf(bytes)
    return { document: { json, source: undefined }, isWhole: isJsonObject(json) }
  },
  keepsBytes: bytes => decodeUtf8(bytes) !== undefined && !bytes.includes(0),
  holds: async (bytes, { json }) => textOf(bytes) === json,
}

/** A file as text, whatever it holds: U+FFFD stands for what is no text, and for what no database takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\0', '\ufffd')
}
