/**
 * An object as JSON with some members whose values are JSON text already, and stay as they are. They stand where the object
 * has a member of that name, the others behind.
 */
export function withTextMembers(object: object, texts: Readonly<Record<string, string>>): string {
  const members = new Map<string, string>()
  for (const [name, value] of Object.entries(object)) {
    // an object may have members of any name, also of one that all objects have
    if (value !== undefined) members.set(name, Object.hasOwn(texts, name) ? '' : JSON.stringify(value))
  }
  for (const [name, json] of Object.entries(texts)) members.set(name, json)
  return `{${[...members].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
}
