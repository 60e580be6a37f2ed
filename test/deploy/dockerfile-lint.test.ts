/** What a linter finds in the Dockerfile, and the habits it does not know. That the image works is tested by making it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { repositoryRoot } from '../support/python.ts'

const text = readFileSync(join(repositoryRoot, 'Dockerfile'), 'utf8')
const dockerfile = DockerfileParser.parse(text)
const instructions = dockerfile.getInstructions()

test('the linter has nothing to complain of', () => {
  expect(validate(text)).toEqual([])
  // it does not complain of everything either
  expect(validate(`${text}\nEXPOZE 1`)).toHaveLength(1)
})

test('nothing is downloaded but by npm from the lock file, and git where it is asked for', () => {
  expect(of('ADD')).toEqual([])
  const [packages, ...others] = of('RUN').filter(command =>
    /\b(apt-get|curl|wget|npm (i|install)|npx)\b/.test(command),
  )
  expect(others).toEqual([])
  expect(packages).toMatch(/apt-get install -y --no-install-recommends git openssh-client\b/)
  // a target of its own, which is not made unless it is named
  expect(text).toMatch(/^FROM registry AS git\n.*apt-get.*\nFROM registry\n$/ms)
})

test('no secret can be part of the image', () => {
  for (const argument of [...of('ARG'), ...of('ENV')])
    expect(argument).not.toMatch(/token|secret|password|dsn/i)
  // whole folders could hold anything
  for (const paths of of('COPY')) expect(paths.split(' ').slice(0, -1)).not.toContain('.')
})

test('the user is a number, which Kubernetes can tell from root', () => {
  expect(of('USER')).toEqual(['1000', 'root', '1000'])
  // and nothing that runs in the image comes after it as another
  const keywords = instructions.map(instruction => instruction.getKeyword())
  expect(keywords.slice(keywords.lastIndexOf('USER')).filter(keyword => keyword === 'RUN')).toEqual([])
})

test('what changes rarely comes first, so that a change of the sources installs nothing again', () => {
  const build = text.split(/^FROM /m)[1] ?? ''
  expect(build.indexOf('npm ci')).toBeLessThan(build.indexOf('COPY src'))
})

function of(keyword: string): string[] {
  return instructions
    .filter(instruction => instruction.getKeyword() === keyword)
    .map(instruction => instruction.getArgumentsContent() ?? '')
}
