import { isUtf8 } from 'node:buffer'
import { RegistryError } from '../errors.ts'
import { edited } from './edit.ts'
import { memberOf } from './node.ts'
import { parseYaml } from './parse-yaml.ts'
import { writeJson } from './write-json.ts'
import { statusEdits } from './yaml-status-edits.ts'

/**
 * A YAML text with another `status` at its root, in which everything else means the same as before.
 *
 * @param isMeant whether a text means what it shall: given the JSON it means, and that which the text meant before.
 * @throws RegistryError `status-not-editable` when that cannot be done.
 */
export function yamlWithStatus(
  source: Buffer,
  status: string,
  isMeant: (meaning: string, before: string) => boolean,
): Buffer {
  const text = isUtf8(source) ? source.toString() : undefined
  const changed = text === undefined ? undefined : changedText(text, status, isMeant)
  if (changed !== undefined) return Buffer.from(changed)
  throw new RegistryError(
    'status-not-editable',
    'the status stands in the YAML text of the version in a way in which it cannot be changed without changing something else; nothing was changed; publish the whole document with the new status instead, as YAML to keep its layout',
  )
}

function changedText(
  text: string,
  status: string,
  isMeant: (meaning: string, before: string) => boolean,
): string | undefined {
  const document = parsed(text)
  if (!document) return undefined
  const before = writeJson(document)
  const old = document.kind === 'object' ? memberOf(document, 'status') : undefined
  for (const edits of statusEdits(text, old, status)) {
    const after = edited(text, edits)
    const meaning = parsed(after)
    if (meaning && isMeant(writeJson(meaning), before)) return after
  }
  return undefined
}

function parsed(text: string) {
  try {
    return parseYaml(text)
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}
