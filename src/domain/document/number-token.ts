import { excerpt } from '../excerpt.ts'

/** CPython refuses to read longer integers (its `int` string conversion limit), so a longer one is unreadable to Python users. */
const maxIntegerDigits = 4300

/** A number by RFC 8259 section 6; sticky, so that a reader can apply it at an offset. */
export const numberGrammar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

/** True when the whole text is a JSON number. */
export function isNumberToken(text: string): boolean {
  numberGrammar.lastIndex = 0
  return numberGrammar.exec(text)?.[0].length === text.length
}

/** True for a token with a fraction or an exponent: JSON readers make it a floating-point number. */
export function isFloatToken(token: string): boolean {
  return /[.eE]/.test(token)
}

/** Why a number cannot be kept exactly by every reader of the registry, or undefined when it can. */
export function numberProblem(token: string): string | undefined {
  if (isFloatToken(token)) {
    return Number.isFinite(Number(token))
      ? undefined
      : `the number ${excerpt(token, 40)} overflows a 64-bit float`
  }
  const digits = token.length - (token.startsWith('-') ? 1 : 0)
  return digits > maxIntegerDigits
    ? `the integer has ${digits} digits; at most ${maxIntegerDigits} are allowed`
    : undefined
}
