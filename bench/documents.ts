/** A contract of about 6 KB in ASCII, as teams write them: one table of thirty described columns. */
export function contractDocument(id: string, version: string): object {
  return {
    version,
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id,
    name: `Contract ${id}`,
    status: 'active',
    domain: 'sales',
    description: {
      purpose: 'Facts about orders for reporting',
      usage: 'One row per order line',
      limitations: 'None known',
    },
    schema: [
      {
        name: 'order_lines',
        physicalType: 'table',
        properties: Array.from({ length: 30 }, (_, at) => column(at)),
      },
    ],
    slaProperties: [{ property: 'latency', value: 4, unit: 'h' }],
  }
}

function column(at: number): object {
  return {
    name: `column_${at}`,
    logicalType: at % 3 === 0 ? 'integer' : 'string',
    physicalType: at % 3 === 0 ? 'bigint' : 'varchar(255)',
    required: at % 2 === 0,
    description: `What column ${at} of the order lines holds and where its values come from`,
    classification: 'internal',
  }
}
