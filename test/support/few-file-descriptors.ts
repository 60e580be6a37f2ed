import { closeSync, openSync } from 'node:fs'
import { GitCommands } from '../../src/stores/git/command.ts'
import { GitError } from '../../src/stores/git/git-error.ts'
import { Objects } from '../../src/stores/git/objects.ts'

// A process that uses git while few file descriptors are free, and tells what came of that for each number of them.
const git = new GitCommands('/', { PATH: process.env.PATH ?? '' })
await git.run(['--version'])
const taken: number[] = []
const takeAll = () => {
  for (;;)
    try {
      taken.push(openSync('/dev/null', 'r'))
    } catch {
      return
    }
}
const outcomeOf = async (work: () => Promise<unknown>) => {
  try {
    await work()
    return 'done'
  } catch (error) {
    return error instanceof GitError ? 'GitError' : String(error)
  }
}
const outcomes: string[][] = []
for (let free = 0; free <= 12; free++) {
  takeAll()
  for (const descriptor of taken.splice(0, free)) closeSync(descriptor)
  const ran = await outcomeOf(() => git.run(['--version']))
  const printed = await outcomeOf(async () => {
    for await (const _ of git.output(['--version']));
  })
  const asked = await outcomeOf(() => new Objects(git).read('HEAD'))
  outcomes.push([ran, printed, asked])
}
for (const descriptor of taken) closeSync(descriptor)
outcomes.push([await outcomeOf(() => git.run(['--version']))])
process.stdout.write(JSON.stringify(outcomes))
await git.close()
