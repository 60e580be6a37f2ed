/** The items of a variable's text, separated by commas. Empty ones are dropped, so that a comma alone is the empty list. */
export function listFromText(text: string): string[] {
  return text.split(',').flatMap(item => item.trim() || [])
}
