/** What git tells with `-z`, piece by piece. */
export async function* tokensOf(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of output) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0, start)) {
      yield rest.subarray(start, end).toString()
      start = end + 1
    }
    rest = rest.subarray(start)
  }
}
