const stages = { dev: 0, draft: 0, a: 1, alpha: 1, b: 2, beta: 2, rc: 3, '': 4, post: 5 }

/**
 * How dc43 orders dotted versions with stages: four numbers, the rank of the stage (-1 for one it does not know) and
 * the number right behind it.
 */
export function dc43VersionKey(version: string): number[] {
  const match = /^\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(.*)\s*$/.exec(version)
  if (!match) return [0, 0, 0, 0, -1, 0]
  const numbers = match.slice(1, 5).map(part => Number(part ?? 0))
  const suffix = (match[5] ?? '').replace(/^[.\-_]+/, '').toLowerCase()
  const stage = /^(dev|draft|a|alpha|b|beta|rc|post)([0-9]*)/.exec(suffix)
  if (stage) return [...numbers, rankOf(stage[1]), Number(stage[2] || 0)]
  const other = /^([a-z]+)(?:[^0-9a-z]*(\d+))?/.exec(suffix)
  return [...numbers, rankOf(other ? other[1] : suffix), Number(other?.[2] ?? 0)]
}

/** Compares two versions as dc43 does; 0 where it leaves them equal. */
export function compareInDc43(a: string, b: string): number {
  const right = dc43VersionKey(b)
  const difference = dc43VersionKey(a).map((part, at) => part - (right[at] ?? 0))
  return Math.sign(difference.find(part => part !== 0) ?? 0)
}

function rankOf(label: string | undefined): number {
  return new Map(Object.entries(stages)).get(label ?? '') ?? -1
}
