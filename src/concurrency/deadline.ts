/**
 * Waits for work as long as it may take. Work that is late goes on, but its result, be it an error, is dropped.
 *
 * @param late gives the result in place of that of the work, or throws.
 */
export async function withDeadline<T, Late>(
  work: Promise<T>,
  milliseconds: number,
  late: () => Late,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>(resolve => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    return await Promise.race([work, over.then(late)])
  } finally {
    clearTimeout(timer)
  }
}
