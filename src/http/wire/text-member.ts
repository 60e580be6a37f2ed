/** An object as JSON with one more member, whose value is JSON text already and stays as it is. */
export function withTextMember(object: object, name: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${name}":${json}}`
}
