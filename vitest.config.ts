import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { patience } from './test/support/patient.ts'

/** The files that take longest, so that none of them is left for the end when nothing else is there to run beside it. */
const longest = [
  'test/stores/delta/store.test.ts',
  'test/acceptance/python-client.test.ts',
  'test/stores/server-failures.test.ts',
  'test/stores/servers.test.ts',
  'test/acceptance/spark.test.ts',
  'test/openapi/made-up-requests.test.ts',
  'test/stores/start-races.test.ts',
  'test/stores/replay.test.ts',
  'test/stores/git-store.test.ts',
  'test/acceptance/dockerfile.test.ts',
  'test/acceptance/package.test.ts',
  'test/stores/frozen-server.test.ts',
  // when the other file that asks Spark is about to end
  'test/stores/delta/log.test.ts',
]

/** Tests of routes that ask database servers. `live-servers.ts` tells who is missing here. */
const routesOnServers = ['test/http/broken-answers.test.ts', 'test/http/stored-text.test.ts']

const alone = [
  ...[
    'collibra',
    'collibra-life',
    'custom',
    'facets-of-many',
    'indexed',
    'many-versions',
    'mssql-connections',
  ],
  ...['own-store', 'silent-server', 'sql-text', 'sqlite', 'streaming', 'sweep-lease'],
]

/** Tests of stores that ask no database servers. */
const storesWithoutServers = [
  'test/stores/folder/*.test.ts',
  'test/stores/{git,sqlite}-*.test.ts',
  ...alone.map(name => `test/stores/${name}.test.ts`),
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some(path => moduleId.endsWith(path))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // much of the time tests wait, for servers and services that start and end
    maxWorkers: 3,
    // for what hangs: on a busy machine each step may take many times as long
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    expect: { poll: { timeout: patience } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // these need no servers, and take less time than what they import does to be read
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'http',
          include: ['test/http/**/*.test.ts'],
          exclude: routesOnServers,
          // neither do these
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'stores',
          include: storesWithoutServers,
          // nor these
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/!(unit|http)/**/*.test.ts', ...routesOnServers],
          exclude: ['**/node_modules/**', ...storesWithoutServers],
          globalSetup: ['test/support/servers/global-setup.ts'],
        },
      },
    ],
  },
})
