// What authors of a store of their own import as `dc43-registry/store`: types only.

export type { VersionIdentity } from '../domain/identity.ts'
export type { ModuleContext, OpenDocuments } from '../stores/custom/module.ts'
export type { Documents, KeptDocument, ListedVersion, ReadDocument } from '../stores/indexed/documents.ts'
