/** Whether some terms satisfy a query as PostgreSQL reads it: `a & !(b | c:*)`. */
export function matchesTsquery(terms: string, query: string): boolean {
  const has = hasTerm(terms)
  const tokens = query.match(/[()&|!]|[^\s()&|!]+/g) ?? []
  const primary = (): boolean => {
    const token = tokens.shift() ?? ''
    if (token === '!') return !primary()
    if (token !== '(') return token.endsWith(':*') ? has(token.slice(0, -2), true) : has(token, false)
    const inner = disjunction()
    if (tokens.shift() !== ')') throw new Error(`a bracket of ${query} is not closed`)
    return inner
  }
  const conjunction = () => list('&', primary, parts => parts.every(Boolean))
  const disjunction = () => list('|', conjunction, parts => parts.some(Boolean))
  const list = (operator: string, part: () => boolean, join: (parts: boolean[]) => boolean): boolean => {
    const parts = [part()]
    while (tokens[0] === operator) {
      tokens.shift()
      parts.push(part())
    }
    return join(parts)
  }
  const answer = disjunction()
  if (tokens.length > 0) throw new Error(`${query} goes on with ${tokens[0]}`)
  return answer
}

function hasTerm(terms: string): (text: string, isPrefix: boolean) => boolean {
  const all = terms.split(' ')
  return (text, isPrefix) => {
    if (!/^[a-z0-9]+$/.test(text)) throw new Error(`${JSON.stringify(text)} is no term`)
    return all.some(term => (isPrefix ? term.startsWith(text) : term === text))
  }
}
