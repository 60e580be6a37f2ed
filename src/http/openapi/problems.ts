import { STATUS_CODES } from '../edge/node-http.ts'
import { parserErrorDetails, parserErrorProblem } from '../edge/parser-errors.ts'
import { problem, problemWith } from '../wire/problem.ts'
import { type ProblemCode, problemKinds, problemMediaType } from '../wire/problem-kinds.ts'
import type { Components } from './components.ts'

const exampleDetails: Record<ProblemCode, string> = {
  'invalid-request': 'query parameter limit: expected an integer from 1 to 200',
  'malformed-document': 'the JSON document is malformed at line 1, column 12: expected ":", found "}"',
  'invalid-document':
    'the document is not a valid contract: version is "1.1.0", but the request path has the version "1.0.0"',
  unauthenticated: 'send the header "Authorization: Bearer <token>"',
  forbidden:
    'put_status needs the permission "promote"; the caller "spark" has the role publisher, which does not give it',
  'out-of-scope':
    'the caller "spark" has the permission "write" for other contracts only, not for "hr.people"',
  'contract-not-found': 'there is no contract "sales.orders"',
  'version-not-found': 'contract "sales.orders" has no version "9.9.9"; it has 1.1.0, 1.0.0',
  'no-matching-version':
    'no version of contract "sales.orders" matches selector "^2"; it has 1.1.0 (active: not meant by the selector)',
  'revision-not-found': 'version "1.0.0" of contract "sales.orders" has no revision 7; it has 1 to 3',
  'overwrite-refused':
    'version "1.0.0" is active with fingerprint 297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282, and the content of such a version is not changed; publish a new version instead, or move the status back to draft if you have the permission',
  'transition-refused': 'the status cannot move from "retired" to "active"; no move is allowed from there',
  'version-order':
    'version "1.0.1" is not above "1.1.0", the highest of its major line; choose a higher one, or send allow_downgrade=true',
  'incompatible-change':
    'version "1.1.0" has 1 change that breaks consumers of "1.0.0"; publish it as a new major version, 2.0.0 or higher; or a steward sends allow_breaking=true with a reason',
  'status-not-editable':
    'the status stands in the YAML text of the version in a way in which it cannot be changed without changing something else; nothing was changed; publish the whole document with the new status instead, as YAML to keep its layout',
  'approved-version':
    'version "1.0.0" is active, and versions of that status are not deleted; only drafts and proposals are',
  'precondition-failed':
    'the version is at revision 3 with the entity tag "3-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z", so If-Match does not hold; nothing was changed',
  'precondition-required':
    'version "1.0.0" is there already, at revision 3; send If-Match with the ETag of the state you mean to replace',
  'link-not-found': 'no contract is linked to version "2024-01-01" of dataset "table:gold.orders"',
  'run-not-found': 'there is no test run "spark:2026-03-31T12"',
  'run-conflict':
    'another report of the run "spark:2026-03-31T12" of contract "sales.orders" is kept, which was received at 2026-03-31T12:00:01.000Z; give each run an id of its own',
  'test-runs-not-kept':
    'this registry keeps its contracts in no database, and so no test runs: their place would be lost with the index',
  'schema-not-found': 'there is no schema "odcs-9.json"; there are odcs.schema.json, odcs-3.1.0.schema.json',
  'route-not-found': 'there is no resource GET "/contract"',
  'method-not-allowed': 'DELETE is not possible here; allowed are GET, HEAD, PUT, OPTIONS',
  'not-acceptable':
    'what another program has stored as version "1.0.0" of contract "sales.orders" is no JSON object and cannot be read; publish the version again, or mend it where it is stored',
  'not-implemented':
    'data products are not kept by this registry: name the contract in the context, and leave out input_binding and output_binding',
  'document-too-large': 'the body is larger than 8388608 bytes',
  'unsupported-media-type':
    'the Content-Type is missing or not supported; send application/json or, for documents, application/yaml',
  'unsupported-encoding': 'the Content-Encoding "br" is not supported; send gzip or none',
  'too-many-attempts':
    'too many attempts to authenticate from this address have failed; the last one because: the token is not one that this service knows',
  'internal-error': problemKinds['internal-error'].detail,
  'identity-provider-unavailable':
    'the token cannot be checked: the keys of its issuer cannot be fetched at the moment',
  'store-busy': 'another process holds the store',
  'store-unavailable': 'the store cannot be used at the moment',
  overloaded: 'too many requests are being answered; try again',
  'rate-limited': 'more than 10 requests a second; try again in 1 seconds',
  'shutting-down': problemKinds['shutting-down'].title,
}

/**
 * The responses for problems: one for each status, with an example of each of its codes. It is described by those that
 * operations usually have, or by all where none is usual. An operation with others names its own beside the reference.
 *
 * @param usual the codes that nearly all operations may answer with.
 */
export function problemResponses(
  codes: readonly ProblemCode[],
  usual: readonly ProblemCode[],
  components: Components,
): Record<string, object> {
  const described = [...Map.groupBy(inTableOrder(codes), statusOf)].map(([status, own]) => {
    const all = routedCodes.filter(code => statusOf(code) === status)
    const expected = all.filter(code => usual.includes(code))
    const meant = expected.length > 0 ? expected : all
    const response = components.response(nameOf(status), responseOf(status, { meant, all }, components))
    const isOther = own.join() !== meant.join()
    return [status, { ...response, ...(isOther && { description: own.map(quoted).join(', ') }) }]
  })
  return Object.fromEntries(described)
}

/** The responses to requests that no route ever sees, because they are too long or come too slowly. */
export function parserErrorResponses(components: Components): Record<string, object> {
  const described = Object.entries(parserErrorDetails).map(([status, detail]) => {
    const value = parserErrorProblem(Number(status), detail)
    const content = problemContent({ [value.code]: { value } }, components)
    return [status, components.response(nameOf(Number(status)), { description: `${value.title}.`, content })]
  })
  return Object.fromEntries(described)
}

/** What is answered where there is no route has no operation to stand in. */
const routedCodes = (Object.keys(problemKinds) as ProblemCode[]).filter(
  code => code !== 'route-not-found' && code !== 'method-not-allowed',
)

function responseOf(
  status: number,
  { meant, all }: Readonly<Record<'meant' | 'all', readonly ProblemCode[]>>,
  components: Components,
): object {
  const examples = all.map(code => [code, { value: problemWith(code, exampleDetails[code]) }])
  return {
    description: meant.map(code => `${problemKinds[code].title} (${quoted(code)}).`).join(' '),
    ...([429, 503].includes(status) && { headers: components.headers(['Retry-After']) }),
    ...(status === 401 && { headers: components.headers(['WWW-Authenticate']) }),
    content: problemContent(Object.fromEntries(examples), components),
  }
}

function problemContent(examples: object, components: Components): object {
  return { [problemMediaType]: { schema: components.schema(problem), examples } }
}

function inTableOrder(codes: readonly ProblemCode[]): ProblemCode[] {
  return routedCodes.filter(code => codes.includes(code))
}

function statusOf(code: ProblemCode): number {
  return problemKinds[code].status
}

/** The standard phrase of a status as a name: `NotFound`. */
function nameOf(status: number): string {
  return `${STATUS_CODES[status]}`.replaceAll(/[^A-Za-z]/g, '')
}

function quoted(code: ProblemCode): string {
  return `\`${code}\``
}
