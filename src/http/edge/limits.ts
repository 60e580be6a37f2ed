/** What clients may take of the service. Times are in seconds, sizes in bytes. */
export interface Limits {
  /** The request line and all header fields. */
  readonly headerLimit: number
  /** For the header of a request to arrive. */
  readonly headersTimeout: number
  /** For a request to arrive with its body. */
  readonly requestTimeout: number
  /** For which a connection may wait for its next request. */
  readonly keepAliveTimeout: number
  readonly maxConnections: number
  /** Requests that are answered at a time. */
  readonly maxRequests: number
  /** Of request bodies at a time. */
  readonly bodyMemory: number
  /** Requests a second that one caller may make in the long run; 0 for any number. */
  readonly rateLimit: number
  /** Requests a caller may make at once. */
  readonly rateBurst: number
}

/** How often connections are looked at for those that are too slow, in milliseconds. */
const checkInterval = 1000

/** Seconds after which a connection is closed on which nothing moves: longer than any answer takes to be made. */
const idleTimeout = 120

/**
 * The memory for request bodies. One caller gets half of it at most, in which the largest document has to fit, zipped and
 * unzipped.
 */
export function bodyMemoryOf({ bodyMemory }: Limits, largestDocument: number): number {
  return Math.max(bodyMemory, 4 * largestDocument)
}

/** The options of the HTTP server for these limits. */
export function serverOptions({ headerLimit, headersTimeout, requestTimeout, keepAliveTimeout }: Limits) {
  const milliseconds = (seconds: number) => Math.round(seconds * 1000)
  return {
    connectionTimeout: milliseconds(idleTimeout),
    requestTimeout: milliseconds(requestTimeout),
    keepAliveTimeout: milliseconds(keepAliveTimeout),
    http: {
      maxHeaderSize: headerLimit,
      // a header is a part of its request
      headersTimeout: milliseconds(Math.min(headersTimeout, requestTimeout)),
      requestTimeout: milliseconds(requestTimeout),
      connectionsCheckingInterval: checkInterval,
      // the service asks for it itself: see requireWellFormed
      requireHostHeader: false,
    },
  }
}
