import { describe, expect, test } from 'vitest'
import { remoteAccess } from '../../../../src/stores/git/environment.ts'
import { gitSettings } from '../../../support/git.ts'

const accessTo = (remoteUrl: string, more = {}) =>
  remoteAccess({ ...gitSettings, root: '/none', remoteUrl, ...more })

describe('what git is told of a remote', () => {
  test.each([
    ['https://robot:secret@git.example.org/a.git', 'https://git.example.org/a.git'],
    ['ssh://git:secret@git.example.org:2222/a.git', 'ssh://git@git.example.org:2222/a.git'],
    ['ssh://git@git.example.org/a.git', 'ssh://git@git.example.org/a.git'],
    ['git@git.example.org:team/a.git', 'git@git.example.org:team/a.git'],
    ['file:///srv/a:b@c.git', 'file:///srv/a:b@c.git'],
  ])('has no password in the URL: %s', (remoteUrl, url) => {
    expect(accessTo(remoteUrl)?.url).toBe(url)
  })

  test('has the password where no other user of the machine sees it', () => {
    const access = accessTo('https://robot:s%2Fecret@git.example.org/a.git')
    expect(access?.environment).toEqual({ DC43_GIT_USERNAME: 'robot', DC43_GIT_PASSWORD: 's/ecret' })
    expect(JSON.stringify(access?.config)).not.toContain('ecret')
  })

  test('keeps names of files for ssh from being taken for more than that', () => {
    const access = accessTo('git@host:a', { sshKeyFile: "/k'; touch x; '", knownHostsFile: undefined })
    expect(access?.environment.GIT_SSH_COMMAND).toContain(`'IdentityFile="/k'\\''; touch x; '\\''"'`)
  })
})
