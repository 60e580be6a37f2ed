import { join } from 'node:path'

/** How many entries one folder of the log holds, and one file after they were put together. */
const usualBucketSize = 1000

/** Where the entries of a log are: `log/000000/000000001.json`, and `log/000000.ndjson` once a thousand are together. */
export class LogPlaces {
  readonly folder: string
  readonly bucketSize: number

  /** @param bucketSize the same for a log as long as it is there. */
  constructor(folder: string, bucketSize = usualBucketSize) {
    this.folder = folder
    this.bucketSize = bucketSize
  }

  /** The bucket in which an entry of a position is, by number from 0. */
  bucketOf(position: number): number {
    return Math.floor((position - 1) / this.bucketSize)
  }

  /** The first position of a bucket. */
  firstOf(bucket: number): number {
    return bucket * this.bucketSize + 1
  }

  /** The last position of a bucket. */
  lastOf(bucket: number): number {
    return this.firstOf(bucket + 1) - 1
  }

  /** The folder of a bucket. */
  bucket(bucket: number): string {
    return join(this.folder, String(bucket).padStart(6, '0'))
  }

  /** The file of all entries of a bucket. Once it is there, it counts, whatever else is there. */
  whole(bucket: number): string {
    return `${this.bucket(bucket)}.ndjson`
  }

  /** The file of an entry. */
  entry(position: number): string {
    return join(this.bucket(this.bucketOf(position)), `${String(position).padStart(9, '0')}.json`)
  }
}

/** The bucket of a name in the folder of the log; undefined for other names. */
export function bucketOfName(name: string): number | undefined {
  const digits = /^([0-9]{6,})(?:\.ndjson)?$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The position of a name in the folder of a bucket; undefined for other names. */
export function positionOfName(name: string): number | undefined {
  const digits = /^([0-9]{9,})\.json$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
