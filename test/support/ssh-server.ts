import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startChild } from './child.ts'
import { freePort } from './free-port.ts'

const program = '/usr/sbin/sshd'
export const isSshInstalled = existsSync(program)

/** A server for ssh on this machine, for the user of the tests. */
export interface SshServer {
  /** The URL of a folder. */
  urlOf(folder: string): string
  readonly keyFile: string
  readonly knownHostsFile: string
}

/** Starts a server in a folder, with keys of its own; it ends after the test. */
export async function startSshServer(folder: string): Promise<SshServer> {
  const port = await freePort()
  const [hostKey, keyFile] = [join(folder, 'host'), join(folder, 'user key')]
  for (const file of [hostKey, keyFile])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
  const publicKey = (file: string) => readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
  writeFileSync(join(folder, 'authorized'), publicKey(keyFile))
  const knownHostsFile = join(folder, 'known hosts')
  writeFileSync(knownHostsFile, `[127.0.0.1]:${port} ${publicKey(hostKey)}\n`)
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${join(folder, 'authorized')}`,
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
  ]
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
  // where the server wants to be when it is root
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true })
  const server = startChild(program, ['-D', '-e', '-f', join(folder, 'config')])
  onTestFinished(async () => void (await server.kill()))
  await server.until(() => server.stderr().includes('Server listening') || 'sshd does not listen')
  const urlOf = (path: string) => `ssh://${userInfo().username}@127.0.0.1:${port}${path}`
  return { urlOf, keyFile, knownHostsFile }
}
