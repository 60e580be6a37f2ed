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
    'put_status needs the permission "promote", which the roles steward, admin have; the caller "spark" has the role publisher',
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
  'dataset-events-not-kept':
    'this registry keeps its contracts in a place where events of datasets have none: contract_store.index_dsn may name a database for them',
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

/** What any operation may answer that has to know the caller, and to ask the store. */
const usual: readonly ProblemCode[] = [
  'unauthenticated',
  'forbidden',
  'out-of-scope',
  'too-many-attempts',
  'rate-limited',
  'identity-provider-unavailable',
  'store-busy',
  'store-unavailable',
  'overloaded',
]

/** The statuses of problems that any operation may answer, which have one response for all. */
const usualStatuses: ReadonlySet<number> = new Set([...usual, 'internal-error' as const].map(statusOf))

/**
 * The responses for problems: one for each status, with an example of each of its codes. An operation names beside the
 * reference the codes that it may answer, unless they are what the status means by itself. `default` stands for what any
 * operation may answer, whatever it does.
 *
 * @param own the codes that are particular to the operation.
 * @param isOpen whether everybody may ask, and no store is needed for the answer.
 */
export function problemResponses(
  own: readonly ProblemCode[],
  isOpen: boolean,
  components: Components,
): Record<string, object> {
  const named = isOpen ? own : own.filter(code => !usual.includes(code))
  const particular = new Set<ProblemCode>(['invalid-request', ...named])
  const statuses = new Set([...particular].map(statusOf))
  const possible = routedCodes.filter(code => particular.has(code) || (!isOpen && usual.includes(code)))
  const anyProblem = components.response('AnyProblem', describedAnyProblem(components))
  const described = [...Map.groupBy(possible, statusOf)]
    .filter(([status]) => statuses.has(status))
    .map(([status, codes]) => {
      const response = usualStatuses.has(status) ? anyProblem : responseOf(status, components)
      return [status, { ...response, ...(!isWhole(status, codes) && { description: listed(codes) }) }]
    })
  return { ...Object.fromEntries(described), default: anyProblem }
}

/** Whether an operation needs no description of its own for a status. */
function isWhole(status: number, codes: readonly ProblemCode[]): boolean {
  return !usualStatuses.has(status) && codes.join() === meantBy(status).join()
}

/** What statuses mean by themselves that have several codes: that of 400 is that the request is not valid. */
const meanings: Readonly<Record<number, readonly ProblemCode[]>> = {
  400: ['invalid-request'],
  404: ['contract-not-found', 'version-not-found'],
  501: ['dataset-events-not-kept'],
}

function meantBy(status: number): readonly ProblemCode[] {
  return meanings[status] ?? codesOf(status)
}

function responseOf(status: number, components: Components): object {
  return components.response(nameOf(status), {
    description: titlesOf(meantBy(status)),
    content: problemContent(examplesOf(codesOf(status)), components),
  })
}

/** What any operation may answer, also to requests that no route sees because they are too long or come too slowly. */
function describedAnyProblem(components: Components): object {
  const unread = Object.entries(parserErrorDetails).map(([status, detail]) => {
    const value = parserErrorProblem(Number(status), detail)
    return [value.title, { value }]
  })
  const examples = { ...examplesOf([...usualStatuses].flatMap(codesOf)), ...Object.fromEntries(unread) }
  return {
    description: `Any other problem, by its \`status\` and \`code\`. ${titlesOf(usual)}`,
    headers: components.headers(['Retry-After', 'WWW-Authenticate']),
    content: problemContent(examples, components),
  }
}

/** What is answered where there is no route has no operation to stand in. */
const routedCodes = (Object.keys(problemKinds) as ProblemCode[]).filter(
  code => code !== 'route-not-found' && code !== 'method-not-allowed',
)

function titlesOf(codes: readonly ProblemCode[]): string {
  return codes.map(code => `${problemKinds[code].title} (${quoted(code)}).`).join(' ')
}

function examplesOf(codes: readonly ProblemCode[]): Record<string, object> {
  return Object.fromEntries(codes.map(code => [code, { value: problemWith(code, exampleDetails[code]) }]))
}

function problemContent(examples: object, components: Components): object {
  return { [problemMediaType]: { schema: components.schema(problem), examples } }
}

/** All codes of a status that an operation may answer, in the order of the table. */
function codesOf(status: number): readonly ProblemCode[] {
  return routedCodes.filter(code => statusOf(code) === status)
}

function statusOf(code: ProblemCode): number {
  return problemKinds[code].status
}

/** The standard phrase of a status as a name: `NotFound`. */
function nameOf(status: number): string {
  return `${STATUS_CODES[status]}`.replaceAll(/[^A-Za-z]/g, '')
}

function listed(codes: readonly ProblemCode[]): string {
  return codes.map(quoted).join(', ')
}

function quoted(code: ProblemCode): string {
  return `\`${code}\``
}
