/** How many faults a schema, or one that it refers to, lists of a value: each takes memory, and copies of it time. */
export const mostFaults = 1000

/**
 * Adds a fault to those that are listed, as long as there are few. Generated code has it as text. After faults on each of
 * several ways to be valid follows one that says so; without that one, those would be told though they follow from it.
 */
const declaration = `const listFault = (list, fault) => {
  if (list.length < ${mostFaults} || (/^(anyOf|oneOf|propertyNames)$/.test(fault.keyword)
    && list[list.length - 1].instancePath?.startsWith(fault.instancePath))) list.push(fault);
};`

/** What is replaced in the code that Ajv generates, so that it counts all faults and lists the first ones. */
const replacements: readonly (readonly [RegExp, string])[] = [
  // in a condition a fault without a word is made and forgotten at once; that there is one is all that matters
  [
    /const (err\d+) = \{\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
    'errors++;',
  ],
  [/vErrors\.push\((err\d+)\);/g, 'listFault(vErrors, $1);'],
  [
    /vErrors = vErrors === null \? ([\w.]+) : vErrors\.concat\(\1\);errors = vErrors\.length;/g,
    `errors += $1.length;if(vErrors === null){vErrors = $1;}else if(vErrors.length < ${mostFaults}){vErrors = vErrors.concat($1);}`,
  ],
  // where another way turns out to be valid, as many are listed as before; they may be fewer than were counted
  [
    /const _errs(\d+) = errors;/g,
    'const _errs$1 = errors, _listed$1 = vErrors === null ? 0 : vErrors.length;',
  ],
  [/if\(_errs(\d+)\)\{vErrors\.length = _errs\1;\}/g, 'if(_listed$1){vErrors.length = _listed$1;}'],
]

/**
 * Code of validators that counts all faults, but lists no more than about `mostFaults`: the first ones, with all that Ajv
 * says of the alternatives to which they belong.
 */
export function withFewFaults(code: string): string {
  const made = replacements.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), code)
  if (/vErrors\.(push|concat)\(err|errors = vErrors\.length|vErrors\.length = _errs/.test(made))
    throw new Error('Ajv generates code of another form than is expected')
  return `"use strict";${declaration}${made}`
}
