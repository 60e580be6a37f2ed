import { readFileSync } from 'node:fs'
import { formatOfFile } from '../client/files.ts'
import { ConfigError } from '../config/errors.ts'
import type { Config } from '../config/schema.ts'
import type { ValidationPolicy } from '../validation/policy.ts'
import { rulesOf } from '../validation/validation.ts'

/**
 * What a configuration says about documents that are not valid. An overlay is compiled here, which takes some tenths of a
 * second, so that one of no use stops the start.
 *
 * @throws ConfigError with the place in the overlay that is wrong.
 */
export async function validationOf({ validation }: Pick<Config, 'validation'>): Promise<ValidationPolicy> {
  const { mode, enforceStatuses, rules, overlay } = validation
  return {
    mode,
    enforceStatuses: enforceStatuses && new Set(enforceStatuses),
    rules: rulesOf({
      levels: rules,
      overlay: overlay === undefined ? undefined : await readOverlay(overlay),
    }),
  }
}

/** @throws ConfigError */
async function readOverlay(path: string): Promise<string> {
  const { checkedOverlay, OverlayError } = await import('../validation/overlay.ts')
  try {
    return checkedOverlay(readFileSync(path, 'utf8'), formatOfFile(path))
  } catch (error) {
    if (error instanceof OverlayError) {
      const { detail, pointer, line, column } = error.finding
      const place = pointer === '' ? '' : `${pointer}: `
      throw new ConfigError([`${path}:${line}:${column}: validation.overlay: ${place}${detail}`])
    }
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    throw new ConfigError([`${path}: validation.overlay: the file cannot be read (${code})`])
  }
}
