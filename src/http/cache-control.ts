/**
 * How long what was answered may be used again. Always with `stale-if-error` (RFC 5861): a job that reads through a
 * cache goes on when the registry is away for a while.
 *
 * - `changing`: what the next request may answer differently; a cache asks each time, and is told 304.
 * - `approved`: an exact version that others rely on. Its content does not change; its status may, which a cache
 *   notices within five minutes.
 * - `fixed`: a revision, which never changes.
 */
export const cacheControl = {
  changing: 'max-age=0, stale-if-error=86400',
  approved: 'max-age=300, stale-if-error=604800',
  fixed: 'max-age=31536000, immutable',
} as const

export type Lifetime = keyof typeof cacheControl
