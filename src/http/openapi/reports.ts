import type { Operation } from './operation.ts'

/** What a route that takes a report understands, and how it may refuse the body, or to keep it. */
export const reportUpload = {
  requestHeaders: ['Content-Encoding'],
  problems: [
    ...(['malformed-document', 'document-too-large', 'unsupported-media-type'] as const),
    ...(['unsupported-encoding', 'out-of-scope'] as const),
  ],
} as const satisfies Partial<Operation>
