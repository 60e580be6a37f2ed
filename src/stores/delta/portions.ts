/** How many rows, with a parameter for each value, and how many bytes as they are sent, one statement has at most. */
const mostRows = 20
const mostBytes = 8 * 2 ** 20

/**
 * Cuts what is to be written into portions for one statement each, in its order.
 *
 * @param textOf the long text of a row.
 * @param most how many rows one statement has at most.
 */
export function portions<Row>(rows: readonly Row[], textOf: (row: Row) => string, most = mostRows): Row[][] {
  const all: Row[][] = []
  let bytes = 0
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(textOf(row)))
    const last = all.at(-1)
    if (last && last.length < most && bytes + size <= mostBytes) {
      last.push(row)
      bytes += size
    } else {
      all.push([row])
      bytes = size
    }
  }
  return all
}
