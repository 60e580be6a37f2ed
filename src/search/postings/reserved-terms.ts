/** Every version has this term: by it all are found that there are. */
export const everyVersion = 'aa'

/**
 * A version has this term that is lower than one with a smaller number: of a contract that has any, the highest number need
 * not be that of the highest version.
 */
export const outOfOrder = 'oo'
