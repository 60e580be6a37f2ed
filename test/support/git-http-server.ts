import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { onTestFinished } from 'vitest'

/** Serves the repositories in a folder over HTTP, by git's own program, to whoever has the password if there is one; ends after the test. */
export async function startGitHttpServer(
  folder: string,
  signIn: { readonly username: string; readonly password: string } | undefined,
  port = 0,
): Promise<string> {
  const { username = 'anybody', password = '' } = signIn ?? {}
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const server = createServer((request, response) => {
    if (signIn && request.headers.authorization !== wanted) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end()
      return
    }
    const url = new URL(request.url ?? '/', 'http://localhost')
    const environment = {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '2',
      ...{ GIT_CONFIG_KEY_0: 'http.receivepack', GIT_CONFIG_VALUE_0: 'true' },
      ...{ GIT_CONFIG_KEY_1: 'safe.directory', GIT_CONFIG_VALUE_1: '*' },
      ...{ REMOTE_USER: username, REQUEST_METHOD: request.method, PATH_INFO: url.pathname },
      ...{ QUERY_STRING: url.search.slice(1), CONTENT_TYPE: request.headers['content-type'] ?? '' },
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString() ?? '',
    }
    const backend = spawn('git', ['http-backend'], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
    // it may end before all is sent, and who sends may go away before
    pipeline(request, backend.stdin, () => undefined)
    const chunks: Buffer[] = []
    backend.stdout.on('data', chunk => chunks.push(chunk))
    backend.on('close', () => {
      const all = Buffer.concat(chunks)
      const end = all.indexOf('\r\n\r\n')
      const headers = new Map(
        all
          .subarray(0, end)
          .toString()
          .split('\r\n')
          .map(line => line.split(': ') as [string, string]),
      )
      const status = Number(headers.get('Status')?.slice(0, 3) ?? 200)
      headers.delete('Status')
      response.writeHead(status, Object.fromEntries(headers)).end(all.subarray(end + 4))
    })
  }).listen(port, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
