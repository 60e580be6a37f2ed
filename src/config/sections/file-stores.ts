import { z } from 'zod'
import { redactUrl } from '../dsn/redact.ts'
import { flag, flagRule } from '../values/flag.ts'
import { keyInfo } from '../values/key-info.ts'
import { branch, remoteUrl } from './git-remote.ts'
import { token } from './transforms.ts'

const pathRule = 'a path in quotes, such as "./contracts"'

const path = z
  .string()
  .trim()
  .regex(/^[^\0]+$/)

/** Keys of the stores that keep contracts in files: a folder, or a git repository. */
export const fileStores = {
  root: path.default('./contracts').register(keyInfo, {
    meaning: 'Folder of the contracts, or of the git repository. It is made when it is not there.',
    expected: pathRule,
    otherVariables: ['DC43_CONTRACT_STORE'],
  }),
  basePath: path.exactOptional().register(keyInfo, {
    meaning: 'Another name of `root`.',
    expected: pathRule,
    whenUnset: 'another name of root',
  }),
  layout: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['dc43', 'griot']))
    .default('dc43')
    .register(keyInfo, {
      meaning: 'How files are named: `dc43` is `<id>/<version>.json`, `griot` has folders of YAML.',
      expected: '"dc43" or "griot"',
    }),
}

/** Keys of a git repository. */
export const gitStore = {
  branch: branch.default('main').register(keyInfo, {
    meaning: 'Branch with the contracts.',
    expected: 'the name of a branch, such as "main"',
  }),
  remoteUrl: z
    .string()
    .transform(remoteUrl)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Repository that changes are pushed to and fetched from.',
      expected: 'a URL of git in quotes, such as "https://git.example.org/contracts.git"',
      secret: true,
      show: (url = '') => redactUrl(url),
      whenUnset: 'no remote',
    }),
  autoPush: flag.default(true).register(keyInfo, {
    meaning: 'Acknowledge a change when the remote has it. When false, changes are pushed in the background.',
    expected: flagRule,
  }),
  committerName: z
    .string()
    .trim()
    .regex(/^[^<>\p{C}]{1,200}$/u)
    .default('dc43-registry')
    .register(keyInfo, {
      meaning: 'Who makes the commits; their author is who asked for the change.',
      expected: 'a name of at most 200 characters without < and >',
    }),
  committerEmail: z
    .string()
    .trim()
    .regex(/^[^\s<>\p{C}]{1,200}$/u)
    .default('dc43-registry@localhost')
    .register(keyInfo, {
      meaning: 'E-mail address of who makes the commits.',
      expected: 'an e-mail address, such as "registry@example.org"',
    }),
  remoteUsername: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/)
    .default('x-access-token')
    .register(keyInfo, {
      meaning: 'Name that goes with `remote_token`.',
      expected: 'a name of visible ASCII characters',
    }),
  remoteToken: z.string().transform(token).exactOptional().register(keyInfo, {
    meaning: 'Token or password for a remote that is reached by HTTPS.',
    expected: 'a token in quotes',
    secret: true,
  }),
  sshKeyFile: path.exactOptional().register(keyInfo, {
    meaning: 'File of the private key for a remote that is reached by SSH.',
    expected: 'a path in quotes, such as "/run/secrets/id_ed25519"',
    whenUnset: 'as ssh is configured',
  }),
  knownHostsFile: path.exactOptional().register(keyInfo, {
    meaning: 'File of the keys by which the host of the remote is recognised.',
    expected: 'a path in quotes, such as "/etc/ssh/ssh_known_hosts"',
    whenUnset: 'as ssh is configured',
  }),
}

/** The key of a store of one's own. */
export const customStore = {
  module: path.exactOptional().register(keyInfo, {
    meaning: 'ES module that opens a store of your own; relative to the file that names it.',
    expected: 'a path in quotes, such as "./my-store.mjs"',
  }),
}
