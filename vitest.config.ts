import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Packages whose tests need no server. */
const pure = [
  'packages/core',
  'packages/client',
  'packages/web',
  'packages/ai',
  'packages/media',
  'packages/models',
  'packages/sandbox',
  'packages/processors',
  'packages/schedules',
  'packages/site',
  'packages/search',
  'packages/runtime',
  'apps/dashboard',
  'apps/local',
  'apps/mcp',
  'demo',
  'scripts',
  'bench',
]
const adapters = [
  'packages/mongo',
  'packages/queue',
  'packages/artifacts',
  'packages/embedded',
  'packages/stack',
  'packages/worker',
  'apps/api',
  'apps/keeper',
  'apps/cli',
]

const tests = (folders: string[], kind = '') =>
  folders.flatMap((folder) => [`${folder}/src/**/*${kind}.test.ts`, `${folder}/test/**/*${kind}.test.ts`])

/** What tests of the whole service are made of has tests of its own. */
const pureTests = (kind = '') => [
  ...tests(pure, kind),
  ...['chaos', 'clients', 'harness', 'hostile', 'monitoring'].map(
    (folder) => `tests/${folder}/**/*${kind}.test.ts`,
  ),
]

/** These tell of seconds of the whole service under load, and share the machine with nobody. */
const alone = ['hostile', 'chaos'].map((name) => `tests/e2e/${name}.test.ts`)

/** By default a machine of two cores runs one file at a time, and idles while a test waits for a child. */
const maxWorkers = Math.max(2, availableParallelism() - 1)

/**
 * The name of a file says its project where no server is needed:
 * - `*.native.test.ts` starts native programs or other child processes: `native`
 * - `*.property.test.ts` tries many random cases: `property`
 * - any other `*.test.ts` runs within its process, and quickly: `unit`, which refuses child processes
 *
 * `adapters` needs the two servers, `e2e` and `alone` start the whole stack, `reliability` single apps.
 */
export default defineConfig({
  test: {
    // Once for the whole run: listeners where nothing may go; a connection to one of them fails the run.
    globalSetup: 'packages/testkit/src/canaries.setup.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: pureTests(),
          exclude: [...pureTests('.native'), ...pureTests('.property')],
          setupFiles: 'packages/testkit/src/no-children.setup.ts',
          testTimeout: 30_000,
          // Loading a module once for all files saves a third of the time. Some tests wait for a timer: one worker more.
          isolate: false,
          maxWorkers: Math.max(3, availableParallelism() - 1),
        },
      },
      {
        test: {
          name: 'native',
          maxWorkers,
          include: pureTests('.native'),
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'property',
          maxWorkers,
          include: pureTests('.property'),
          testTimeout: 120_000,
          // As in `unit`: a fifth of their processor time is loading.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'embedded-mongo',
          maxWorkers,
          include: tests(['packages/embedded-mongo']),
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'adapters',
          maxWorkers,
          // As in `unit`: half of their processor time is loading.
          isolate: false,
          include: tests(adapters),
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: alone,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Each waits for one job at a time, or for a process to start or end; three were no faster on two cores.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // The dashboard in a browser, against one service for all files.
          name: 'page',
          include: ['tests/page/**/*.test.ts'],
          globalSetup: 'tests/page/service.setup.ts',
          // Their jobs wait for those of the other file that runs.
          testTimeout: 180_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Not part of `npm test`: needs a server, which `npm run test:s3` starts.
          name: 's3',
          include: ['packages/artifacts/test/*.suite.ts', 'apps/api/test/*.suite.ts'],
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          // Not part of `npm test`: needs a node of OpenSearch, which `npm run test:search-engines` starts.
          name: 'search-engines',
          include: ['packages/search/test/*.suite.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'reliability',
          include: ['tests/reliability/**/*.test.ts'],
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // Most of their time they wait for a lease to end or a server to come back.
          maxWorkers: 4,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          // Not part of `npm test`: minutes each, and all cases of what is tried by some there. `npm run test:long`.
          name: 'long',
          include: [
            'tests/long/**/*.test.ts',
            'tests/reliability/**/*.test.ts',
            'tests/e2e/{conference,images,plan-and-verify,start}.test.ts',
          ],
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          env: { LONG_FORM: 'yes' },
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          // Not part of `npm test` either: `npm run test:containers`, which needs a container engine and minutes.
          name: 'containers',
          include: ['tests/containers/**/*.test.ts'],
          globalSetup: 'tests/containers/engine.setup.ts',
          testTimeout: 900_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
})
