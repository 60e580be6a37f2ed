import type { Server } from '../../src/http/server.ts'

/** An operation of the API description. */
export interface DescribedOperation {
  readonly id: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Such as `/contracts/{contract_id}/latest`. */
  readonly path: string
  /** The names of its query parameters. */
  readonly parameters: readonly string[]
}

interface Parameter {
  readonly name: string
  readonly in: string
}

interface Description {
  readonly paths: Record<string, Record<string, Described>>
  readonly components: { readonly parameters: Record<string, Parameter> }
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
}

/** Every operation that an app describes, so that none can be forgotten. */
export async function operationsOf(app: Server): Promise<DescribedOperation[]> {
  await app.ready()
  const { paths, components } = app.swagger() as unknown as Description
  const parameter = (one: Parameter | { readonly $ref: string }) =>
    '$ref' in one ? components.parameters[one.$ref.split('/').at(-1) ?? ''] : one
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [] }]) => ({
      id: operationId,
      method: method.toUpperCase() as DescribedOperation['method'],
      path,
      parameters: parameters.flatMap(one => {
        const found = parameter(one)
        return found?.in === 'query' ? found.name : []
      }),
    })),
  )
}

const plan = { contract_id: 'a', contract_version: '1.0.0', dataset_id: 'd', dataset_version: '1' }
const context = { context: { contract: { contract_id: 'a' } } }

/** A body that each operation which takes one understands, for version 1.0.0 of the contract `a`. */
export const bodies: Readonly<Record<string, object>> = {
  put_version: { version: '1.0.0', id: 'a', status: 'draft' },
  put_status: { status: 'active' },
  link_dataset: plan,
  resolve_versions: [{ contract_id: 'a' }],
  compare_document: { version: '1.0.0', id: 'a' },
  put_data_contract: { version: '1.0.0', id: 'a', status: 'active' },
  validate_document: { version: '1.0.0', id: 'a' },
  resolve_read: context,
  resolve_write: context,
  evaluate_dataset: plan,
  evaluate_read: { plan },
  evaluate_write: { plan },
  register_read: { plan },
  register_write: { plan },
  describe_expectations: { contract: { version: '1.0.0', id: 'a' } },
  link_governed_dataset: plan,
  report_test_run: { run_id: '1', result: 'passed' },
  post_test_result: { runId: '1', dataContractId: 'a', result: 'passed' },
  put_dataset_status: { contract_id: 'a', contract_version: '1.0.0', status: 'ok' },
  put_dataset_link: { contract_id: 'a', contract_version: '1.0.0' },
  post_dataset_activity: { contract_id: 'a', contract_version: '1.0.0', operation: 'read' },
  post_validation: { contract_id: 'a', passed: true, row_count: 1 },
}

const pathValues: Readonly<Record<string, string>> = {
  name: 'odcs-3.1.0.schema.json',
  contract_id: 'a',
  contract_version: '1.0.0',
  dataset_id: 'd',
  dataset_version: '1',
  run_id: 'job:1',
}

/** The path with values in it, those of `bodies` unless others are given. */
export function pathOf(path: string, values: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? pathValues[name] ?? '')
}
