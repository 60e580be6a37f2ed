/** The arguments of the executable can not be used. */
export class UsageError extends Error {}
