import { z } from 'zod'
import { parseSelector } from '../../domain/selector.ts'
import { parseStatusFilter } from '../../domain/status-filter.ts'
import type { LatestRequest } from '../../use-cases/reader.ts'
import { flag, oneValue } from './query.ts'

/** The parameters that say which versions of a contract are wanted. */
export const selectionParameters = {
  status: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({
      type: 'array',
      items: { type: 'string' },
      description:
        'Only versions with one of these statuses, whatever their case; several between commas or by repeating the parameter. `none`: those without a status. `*`: all.',
      examples: [['active']],
    }),
  selector: oneValue(z.string().optional()).meta({
    type: 'string',
    description:
      'Only versions that this means: an exact version (`1.2.0`, `==1.2.0`), an npm-style range (`^1.4`, `~2.0`, `>=1.2 <2`, `1.x`), or `latest`.',
    examples: ['^1.4'],
  }),
  include_prerelease: flag('Let pre-releases count as releases do.'),
}

/**
 * What those parameters of a request mean.
 *
 * @throws RegistryError `invalid-request` for values that mean nothing.
 */
export function selectionOf(query: {
  readonly status?: string | string[] | undefined
  readonly selector?: string | undefined
  readonly include_prerelease: boolean
}): LatestRequest {
  const { status, selector } = query
  return {
    selector: parseSelector(selector),
    statuses: status === undefined ? 'default' : parseStatusFilter([status].flat()),
    includePrerelease: query.include_prerelease,
  }
}
