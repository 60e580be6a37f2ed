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

/**
 * The same as MySQL reads it in boolean mode: `+a +(b c*)`. What has a plus must be there; where nothing has one, any
 * will do.
 */
export function matchesBooleanMode(terms: string, query: string): boolean {
  const has = hasTerm(terms)
  const tokens = query.match(/[()+]|[^\s()+]+/g) ?? []
  const group = (isOuter: boolean): boolean => {
    const needed: boolean[] = []
    const others: boolean[] = []
    while (tokens.length > 0 && tokens[0] !== ')') {
      const isNeeded = tokens[0] === '+'
      if (isNeeded) tokens.shift()
      ;(isNeeded ? needed : others).push(item())
    }
    if (!isOuter && tokens.shift() !== ')') throw new Error(`a bracket of ${query} is not closed`)
    return needed.length > 0 ? needed.every(Boolean) : others.some(Boolean)
  }
  const item = (): boolean => {
    const token = tokens.shift() ?? ''
    if (token === '(') return group(false)
    return token.endsWith('*') ? has(token.slice(0, -1), true) : has(token, false)
  }
  return group(true)
}

function hasTerm(terms: string): (text: string, isPrefix: boolean) => boolean {
  const all = terms.split(' ')
  return (text, isPrefix) => {
    if (!/^[a-z0-9]+$/.test(text)) throw new Error(`${JSON.stringify(text)} is no term`)
    return all.some(term => (isPrefix ? term.startsWith(text) : term === text))
  }
}
