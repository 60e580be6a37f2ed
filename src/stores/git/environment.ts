import type { GitSettings } from './settings.ts'

/** Of the variables of the service, those that git, ssh and curl need; so no secret of the service gets into others' hands. */
const passed =
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|TEMP|TMP|SYSTEMROOT|SSH_AUTH_SOCK|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|GIT_SSL_CA(INFO|PATH))$/i

/**
 * What holds for every command, whatever the machine or the repository is configured to do: no hooks and no programs of
 * others, no changed bytes, all on disk before it counts, and no clearing up but our own.
 */
const always: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.autocrlf': 'false',
  'core.safecrlf': 'false',
  'core.quotePath': 'false',
  'core.fsync': 'objects,pack-metadata,reference',
  // another instance holds a ref until it is on the disk, which a busy one may take long for; git waits 0.1 s by itself
  'core.filesRefLockTimeout': '5000',
  // a commit is one file to wait for in place of six
  'fastimport.unpackLimit': '1',
  'pack.compression': '1',
  'commit.gpgSign': 'false',
  'push.gpgSign': 'false',
  'push.followTags': 'false',
  'push.recurseSubmodules': 'no',
  'fetch.recurseSubmodules': 'no',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'receive.autogc': 'false',
  'advice.detachedHead': 'false',
  'i18n.logOutputEncoding': 'UTF-8',
  'log.showSignature': 'false',
  'init.defaultBranch': 'main',
}

/** The environment of a command of git in a repository. */
export function gitEnvironment(
  gitFolder: string | undefined,
  config: Readonly<Record<string, string>>,
  more = {},
) {
  const own = Object.entries(process.env).filter(([name]) => passed.test(name))
  const all = Object.entries({ ...always, ...config })
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...(gitFolder && { GIT_DIR: gitFolder }),
    ...more,
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  }
}

/** A remote as git is told of it. */
export interface RemoteAccess {
  /** Without a password. */
  readonly url: string
  readonly config: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
}

/** A helper that answers from the environment, because arguments can be seen by every user of the machine. */
const helper = '!printf \'username=%s\\npassword=%s\\n\' "$DC43_GIT_USERNAME" "$DC43_GIT_PASSWORD" #'

/** How the remote of a store is reached and signed in to; undefined without one. */
export function remoteAccess(settings: GitSettings): RemoteAccess | undefined {
  if (settings.remoteUrl === undefined) return undefined
  if (!/^https?:\/\//i.test(settings.remoteUrl))
    return {
      url: withoutPassword(settings.remoteUrl),
      config: { 'protocol.file.allow': 'always' },
      environment: { GIT_SSH_COMMAND: sshCommand(settings), GIT_SSH_VARIANT: 'ssh' },
      secrets: [],
    }
  const url = new URL(settings.remoteUrl)
  const [username, password] = [url.username, url.password].map(decodeURIComponent)
  url.username = ''
  url.password = ''
  const token = settings.remoteToken ?? password ?? ''
  return {
    url: url.href,
    config: {
      'credential.helper': '',
      ...(token && { [`credential.${url.origin}.helper`]: helper }),
    },
    environment: { DC43_GIT_USERNAME: username || settings.remoteUsername, DC43_GIT_PASSWORD: token },
    secrets: [token, encodeURIComponent(token)].filter(text => text !== ''),
  }
}

/** The URL of an argument, which every user of the machine can see. SSH would not ask for the password in it. */
function withoutPassword(remoteUrl: string): string {
  return remoteUrl.replace(/^(ssh:\/\/[^:/@]*):[^/@]*@/i, '$1@')
}

/** Nobody is there to be asked, and a host that is not known is refused. */
function sshCommand({ sshKeyFile, knownHostsFile }: GitSettings): string {
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'ConnectTimeout=10',
    'ServerAliveInterval=15',
  ]
  if (sshKeyFile !== undefined) options.push('IdentitiesOnly=yes', `IdentityFile="${sshKeyFile}"`)
  if (knownHostsFile !== undefined) options.push(`UserKnownHostsFile="${knownHostsFile}"`)
  return ['ssh', ...options.flatMap(option => ['-o', quoted(option)])].join(' ')
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
