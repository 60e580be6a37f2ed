import type { Server } from '../../src/http/server.ts'
import { get, versionPath } from './requests.ts'

/** The entity tag of a representation of a version. */
export async function tagOf(
  app: Server,
  id: string,
  version: string,
  accept = 'application/json',
): Promise<string> {
  return String((await get(app, versionPath(id, version), { accept })).headers.etag)
}
