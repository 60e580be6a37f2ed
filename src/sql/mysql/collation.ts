/**
 * The collation of all texts that are compared: by code point, and with the blanks at their ends, which `utf8mb4_bin`
 * passes over, so that `a` and `a ` were one key. MySQL and MariaDB have one each, under names of their own; each reads
 * the comment that is for it, and no other. MySQL has it since 8.0.17.
 */
export const exactCollation = '/*!80017 utf8mb4_0900_bin *//*M! utf8mb4_nopad_bin */'

/** What follows the type of a text which is compared with such a column: of two other collations nothing is made. */
export const exactText = `character set utf8mb4 collate ${exactCollation}`
