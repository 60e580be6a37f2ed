/** The arguments of the executable cannot be used. */
export class UsageError extends Error {}
