/** How many versions are read at once at most. */
const mostAtOnce = 200
/** How much of documents is read at once, in bytes; one document may be larger than that. */
const bytesAtOnce = 4 * 1024 * 1024

/**
 * Divides what is to be read into batches that fit into memory, in their order.
 *
 * @param sizes how many bytes each takes.
 */
export function inBatches<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const batches: T[][] = []
  let size = 0
  for (const [at, item] of items.entries()) {
    const own = sizes[at] ?? 0
    const last = batches.at(-1)
    if (last && size + own <= bytesAtOnce && last.length < mostAtOnce) {
      last.push(item)
      size += own
    } else {
      batches.push([item])
      size = own
    }
  }
  return batches
}
