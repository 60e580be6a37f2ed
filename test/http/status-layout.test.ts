import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { OtherProgram } from '../support/other-program.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publishYaml, put, putStatus, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testApp } from '../support/test-app.ts'

// A move of the status keeps the text of the document, whoever wrote it.

const path = versionPath('a', '1.0.0')
const yaml = { accept: 'application/yaml' }

/** The service on a file, and the file as another program sees it. */
async function shared() {
  const file = join(tempFolder(), 'contracts.db')
  const store = await openSqliteStore(file)
  const other = new OtherProgram(file)
  onTestFinished(async () => {
    other.close()
    await store.close()
  })
  return { app: await testApp({ store }), other }
}

describe('moving the status of YAML', () => {
  test.each([
    ['status: &s draft # why\nname: *s\n', 'status: active # why\nname: &s draft\n'],
    ['name: &n draft\nstatus: *n\n', 'name: &n draft\nstatus: active\n'],
    [
      'team: &b {status: draft, name: t}\n# c\n<<: *b\ndomain: d\n',
      'team: &b {status: draft, name: t}\n# c\n<<: *b\nstatus: active\ndomain: d\n',
    ],
    ['name: &k status\n*k : draft\n', 'name: &k status\n*k : active\n'],
    ['# mac\rstatus: draft\rname: n\r', '# mac\rstatus: active\rname: n\r'],
  ])('%j changes nothing else', async (text, wanted) => {
    const app = await testApp()
    await publishYaml(app, 'a', '1.0.0', text)
    const before = (await get(app, path)).json()
    const tried = (await put(app, `${path}/status?dry_run=true`, { status: 'active' })).json()
    expect(tried).toMatchObject({ action: 'status', problems: [] })
    const moved = await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect([moved.statusCode, moved.headers.etag]).toEqual([200, tried.etag])
    expect((await get(app, path)).json()).toEqual({ ...before, status: 'active' })
    expect((await get(app, path, yaml)).body).toBe(wanted)
    // the text is a document of its own, which means what is stored
    expect(
      (await put(app, path, wanted, { 'content-type': 'application/yaml' })).headers['dc43-action'],
    ).toBe('no-op')
  })

  test('that cannot be changed alone is refused, and nothing is lost', async () => {
    const { app, other } = await shared()
    await publishYaml(app, 'a', '1.0.0', 'status: draft # c\n')
    await other.run('update contracts_sources set source = ?', Buffer.from('- draft\n'))
    const tried = await put(app, `${path}/status?dry_run=true`, { status: 'active' })
    expectProblem(tried, 409, 'status-not-editable')
    const refused = await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect(expectProblem(refused, 409, 'status-not-editable').detail).toMatch(/publish the whole document/)
    expectProblem(
      await putStatus(app, 'a', '1.0.0', { status: 'active' }, { 'if-match': '"x"' }),
      412,
      'precondition-failed',
    )
    expect((await get(app, path, yaml)).body).toBe('- draft\n')
    const whole = await put(app, path, 'status: active # c\n', { 'content-type': 'application/yaml' })
    expect(whole.headers['dc43-action']).toBe('update')
    expect((await get(app, path, yaml)).body).toBe('status: active # c\n')
  })
})

describe('moving the status of JSON that another program stored', () => {
  test.each([
    ['with a byte order mark', '\ufeff{"id":"a","status":"draft"}', '\ufeff{"id":"a","status":"active"}'],
    [
      'with blanks',
      ' {\n "id" : "a" ,\n "status" : "draft" }\n',
      ' {\n "id" : "a" ,\n "status" : "active" }\n',
    ],
    ['without a status', '{"id":"a"}', '{"status":"active","id":"a"}'],
  ])('%s changes nothing else', async (_, text, wanted) => {
    const { app, other } = await shared()
    await other.insert('a', '1.0.0', 'a', text, 'f')
    const moved = await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect(moved.statusCode, moved.body).toBe(200)
    expect(other.database.prepare('select json from contracts').pluck().get()).toBe(wanted)
    expect(moved.json()).toMatchObject({ status: 'active', revision: 2 })
  })

  test.each([
    '{"id":"a","status":"x","status":"draft"}',
    '{"id":"a","name":"x","name":"y","status":"draft"}',
  ])('is refused where a key stands there twice, and says so: %s', async text => {
    const { app, other } = await shared()
    await other.insert('a', '1.0.0', 'a', text, 'f')
    const refused = await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect(expectProblem(refused, 400, 'invalid-document').detail).toMatch(
      /a key twice; publish a whole document/,
    )
    expect((await get(app, path)).body).toBe(text)
  })
})
