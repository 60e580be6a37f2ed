import { describe, expect, test } from 'vitest'
import { get, publish, publishYaml, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')

describe('If-None-Match', () => {
  test.each([
    ['the tag', '<tag>', 304],
    ['the tag, weak', 'W/<tag>', 304],
    ['a list with the tag', '"x", <tag> , "y"', 304],
    ['a list with the tag, weak, last', '"x",W/"y",W/<tag>', 304],
    ['a list with empty elements', ', ,<tag>,,', 304],
    ['a tag with a comma in it, and the tag', '"x,y", <tag>', 304],
    ['an asterisk', '*', 304],
    ['an asterisk in spaces', ' * ', 304],
    ['another tag', '"x"', 200],
    ['an empty tag', '""', 200],
    ['nothing', '', 200],
    ['commas', ',,,', 200],
    ['the tag without quotes', '<bare>', 200],
    ['the tag in single quotes', "'<bare>'", 200],
    ['a lower-case weak mark', 'w/<tag>', 200],
    ['the tag behind rubbish', 'x <tag>', 200],
    ['the tag before rubbish', '<tag> x', 200],
    ['the tag inside another', '"x<bare>"', 200],
    ['two tags without a comma', '"x" <tag>', 200],
    ['an asterisk in a list', '"x", *', 200],
    ['an unclosed tag', '"<bare>', 200],
    ['many tags', `${'"x", '.repeat(2000)}<tag>`, 304],
    ['many quotes', '"'.repeat(12_000), 200],
    ['many spaces', `"x"${' '.repeat(12_000)}!`, 200],
  ])('of %s', async (_, template, status) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    const fresh = await get(app, path)
    const tag = String(fresh.headers.etag)
    const field = template.replaceAll('<tag>', tag).replaceAll('<bare>', tag.slice(1, -1))
    const answer = await get(app, path, { 'if-none-match': field })
    expect(answer.statusCode).toBe(status)
    for (const name of [
      'etag',
      'vary',
      'cache-control',
      'content-location',
      'dc43-contract-status',
      'dc43-fingerprint',
    ]) {
      expect(answer.headers[name], name).toBe(fresh.headers[name])
    }
    if (status === 304) expect(answer.body).toBe('')
  })

  test('works on the latest version, and for HEAD', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const tag = String((await get(app, path)).headers.etag)
    const headers = { 'if-none-match': tag }
    expect((await app.inject({ url: '/contracts/a/latest', headers })).statusCode).toBe(304)
    expect((await app.inject({ method: 'HEAD', url: path, headers })).statusCode).toBe(304)
    await publish(app, 'a', '1.1.0')
    expect((await app.inject({ url: '/contracts/a/latest', headers })).statusCode).toBe(200)
  })

  test('is 404 for what is not there', async () => {
    const app = await testApp()
    expect((await get(app, path, { 'if-none-match': '*' })).statusCode).toBe(404)
  })
})

describe('the entity tag', () => {
  test('is another one for YAML', async () => {
    const app = await testApp()
    await publishYaml(app, 'a', '1.0.0', 'name: a')
    const json = String((await get(app, path)).headers.etag)
    const accept = 'application/yaml'
    const yaml = await get(app, path, { accept, 'if-none-match': json })
    expect(yaml.statusCode).toBe(200)
    expect(yaml.headers.etag).not.toBe(json)
    const again = await get(app, path, { accept, 'if-none-match': String(yaml.headers.etag) })
    expect(again.statusCode).toBe(304)
  })

  test('changes when the YAML does, though it means the same', async () => {
    const app = await testApp()
    await publishYaml(app, 'a', '1.0.0', 'name: a')
    const first = (await get(app, path, { accept: 'application/yaml' })).headers.etag
    await publishYaml(app, 'a', '1.0.0', 'name: a # b')
    expect((await get(app, path, { accept: 'application/yaml' })).headers.etag).not.toBe(first)
  })

  test('stays when the same is published again', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { name: 'x' })
    const first = (await get(app, path)).headers.etag
    await publish(app, 'a', '1.0.0', { name: 'x' })
    expect((await get(app, path)).headers.etag).toBe(first)
  })
})
