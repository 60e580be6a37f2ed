/** Where a folder store keeps its files, and how they are named. */
export interface FolderSettings {
  /** The folder of the contracts. It is made when it is not there. */
  readonly root: string
  /** `dc43`: `<id>/<version>.json`. `griot`: `<id>/versions/<version>.yaml`, with the latest as `<id>/contract.yaml`. */
  readonly layout: 'dc43' | 'griot'
}

/** Where a folder store says what it does. */
export interface FolderStoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
