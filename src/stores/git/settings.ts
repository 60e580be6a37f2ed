/** Where a git store keeps its commits. */
export interface GitSettings {
  /** The folder of the repository: bare or with a work tree. It is made when it is not there. */
  readonly root: string
  /** The branch whose commits are the log. */
  readonly branch: string
  /** The repository in which changes become valid; undefined when that is `root` itself. */
  readonly remoteUrl: string | undefined
  /** Whether a change is acknowledged only when the remote has it. When not, it is pushed in the background. */
  readonly autoPush: boolean
  /** How often the remote is asked what is new, in milliseconds. */
  readonly refreshInterval: number
  /** How long a command that talks to the remote may take, in milliseconds. */
  readonly commandTimeout: number
  /** For how long a remote that is away is tried again at the start, in milliseconds. */
  readonly startTimeout: number
  /** What signs in to the remote over HTTPS. */
  readonly remoteUsername: string
  readonly remoteToken: string | undefined
  /** The file of a private key for remotes over ssh, and the file of the host keys that are trusted. */
  readonly sshKeyFile: string | undefined
  readonly knownHostsFile: string | undefined
  /** Who commits: the author is the caller. */
  readonly committerName: string
  readonly committerEmail: string
}
