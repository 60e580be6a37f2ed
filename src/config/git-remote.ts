import { isConfidential } from '../local-host.ts'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import { isSsh } from './sections/git-remote.ts'

/** What the configuration says about the remote of a git repository. */
export interface Remote {
  readonly remoteUrl?: string
  readonly remoteToken?: string
  readonly sshKeyFile?: string
  readonly knownHostsFile?: string
}

/** Keys of a remote that do not go with its URL, or with none. */
export function remoteProblems(
  { remoteUrl, remoteToken, sshKeyFile, knownHostsFile }: Remote,
  givenValues: ReadonlyMap<string, GivenValue>,
): Problem[] {
  const ofHttps = { remote_token: remoteToken }
  const ofSsh = { ssh_key_file: sshKeyFile, known_hosts_file: knownHostsFile }
  const set = (keys: Record<string, unknown>) => Object.keys(keys).filter(key => keys[key] !== undefined)
  const problem = (key: string, text: string): Problem => {
    const name = `contract_store.${key}`
    return { origin: givenValues.get(name)?.origin ?? { kind: 'default' }, text: `${name} ${text}` }
  }
  if (remoteUrl === undefined)
    return set({ ...ofHttps, ...ofSsh }).map(key =>
      problem(key, 'is set, but contract_store.remote_url is not; set it, or remove this key'),
    )
  const wrong = [
    ...(isSsh(remoteUrl) ? [] : set(ofSsh)).map(key => problem(key, 'is for a remote_url of SSH; remove it')),
    ...(/^https?:/i.test(remoteUrl) ? [] : set(ofHttps)).map(key =>
      problem(key, 'is for a remote_url of HTTPS; remove it'),
    ),
  ]
  const isInUrl = /^https?:\/\/[^/]*@/i.test(remoteUrl)
  if (remoteToken !== undefined && isInUrl)
    wrong.push(problem('remote_token', 'is set, but remote_url names a user as well; keep one of the two'))
  if (sendsSecretInClear(remoteUrl, isInUrl || remoteToken !== undefined))
    wrong.push(problem('remote_url', 'is not https, without which a token must not be sent; use https'))
  return wrong
}

/** Whether somebody on the way could read a token. */
function sendsSecretInClear(url: string, hasSecret: boolean): boolean {
  return hasSecret && /^http:/i.test(url) && !isConfidential(new URL(url))
}
