import { expect, test } from 'vitest'
import { startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** After how many writes the process is killed, while others are under way. */
const writesPerRound = 20

test('every write that was acknowledged is there, and found, after the process was killed', async () => {
  const cwd = tempFolder()
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round++) {
    const service = await startService({ cwd })
    let isOver = false
    const ended = service.ended.finally(() => (isOver = true))
    const write = async (writer: number) => {
      for (let minor = 0; !isOver; minor++) {
        const version = `${round}.${writer}.${minor}`
        const answer = await fetch(`${service.url}/contracts/crash/versions/${version}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: version, tags: ['x'.repeat(3000)] }),
        }).catch(() => undefined)
        if (answer?.status !== 204) continue
        acknowledged.push(version)
        if (acknowledged.length >= (round + 1) * writesPerRound) void service.kill()
      }
    }
    const [[, signal]] = await Promise.all([ended, ...[0, 1, 2, 3].map(write)])
    expect(signal, service.stderr()).toBe('SIGKILL')
  }
  const service = await startService({ cwd })
  const versions = (await (await fetch(`${service.url}/contracts/crash/versions`)).json()) as string[]
  expect(acknowledged.filter(version => !versions.includes(version))).toEqual([])
  for (const version of acknowledged.slice(-20)) {
    const answer = await fetch(`${service.url}/contracts/crash/versions/${version}`)
    const document = (await answer.json()) as { name: string }
    expect(document.name).toBe(version)
  }
  const search = await fetch(`${service.url}/search?q=crash&versions=all&limit=1`)
  expect(await search.json()).toMatchObject({ total: versions.length })
  await service.stop()
})

test('one line tells where the service listens, on which store, and that anyone may write', async () => {
  const service = await startService()
  await service.stop()
  const lines = service
    .stdout()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).msg as string)
  const start = lines.filter(line => line.startsWith('listening on'))
  expect(start).toHaveLength(1)
  expect(start[0]).toContain(service.url)
  expect(start[0]).toContain('contracts.db')
  expect(start[0]).toContain('authentication off')
})
