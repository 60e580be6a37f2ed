import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ClientError } from '../../../src/client/errors.ts'
import { PulledFolder } from '../../../src/client/pulled-folder.ts'
import { tempFolder } from '../../support/temp-folder.ts'

test('a file in the place of the folder is told and kept', () => {
  const file = join(tempFolder(), 'orders.yaml')
  writeFileSync(file, 'id: sales.orders\n')
  const pull = () => new PulledFolder(file, 'http://localhost:8001')
  expect(pull).toThrow(ClientError)
  expect(pull).toThrow(`${file} is no folder; --output names the folder to write to`)
  expect(readFileSync(file, 'utf8')).toBe('id: sales.orders\n')
})
