/**
 * How long what was answered may be used again. Always with `stale-if-error` (RFC 5861): a job that reads through a
 * cache goes on when the registry is away for a while.
 *
 * - `changing`: what the next request may answer differently; a cache asks each time, and is told 304.
 * - `approved`: an exact version that others rely on. Its content does not change; its status may, which a cache
 *   notices within five minutes.
 * - `fixed`: a revision, which never changes.
 */
const cacheControl = {
  changing: 'max-age=0, stale-if-error=86400',
  approved: 'max-age=300, stale-if-error=604800',
  fixed: 'max-age=31536000, immutable',
} as const

/** The same for who had to show a credential: only the caller's own cache may keep it, for others may not be allowed to. */
export function cacheControlFor(lifetime: Lifetime, isAnonymous: boolean): string {
  return isAnonymous ? cacheControl[lifetime] : privateCacheControl[lifetime]
}

const privateCacheControl: Record<Lifetime, string> = {
  changing: `private, ${cacheControl.changing}`,
  approved: `private, ${cacheControl.approved}`,
  fixed: `private, ${cacheControl.fixed}`,
}

export type Lifetime = keyof typeof cacheControl
