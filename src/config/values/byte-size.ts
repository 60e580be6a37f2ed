const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  kib: 1024,
  mb: 1000 ** 2,
  mib: 1024 ** 2,
  gb: 1000 ** 3,
  gib: 1024 ** 3,
}

/** Bytes meant by text such as `8 MiB`, `512 KiB`, `1 MB` or `8388608`; NaN when it is none of these. */
export function parseByteSize(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]i?b|b)?$/i.exec(text.trim()) ?? []
  if (amount === undefined) return Number.NaN
  return Math.floor(Number(amount) * (units[(unit ?? 'b').toLowerCase()] ?? Number.NaN))
}

/** The shortest exact way to write a size, in the form `parseByteSize` reads. */
export function formatByteSize(bytes: number): string {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2} MiB`
  if (bytes % 1024 === 0) return `${bytes / 1024} KiB`
  return `${bytes} B`
}
