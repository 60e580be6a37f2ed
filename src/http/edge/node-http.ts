/**
 * What Node.js knows of HTTP. It is not imported, because an import reads everything that `node:http` exports, and with
 * that Node.js loads its client for `fetch`, of which a service that starts has no use.
 */
export const { STATUS_CODES } = process.getBuiltinModule('node:http')
