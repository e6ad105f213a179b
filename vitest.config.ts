import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const unit = [
  'packages/core',
  'packages/web',
  'packages/ai',
  'packages/media',
  'packages/sandbox',
  'packages/processors',
  'packages/runtime',
  'packages/testkit',
  'demo',
  'scripts',
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
/** What the tests of the whole service are made of has tests as well. */
const parts = ['chaos', 'harness', 'hostile'].map((folder) => `tests/${folder}/**/*.test.ts`)
const tests = (folders: string[]) =>
  folders.flatMap((folder) => [`${folder}/src/**/*.test.ts`, `${folder}/test/**/*.test.ts`])

/** By default a machine of two cores runs one file at a time, and idles while a test waits for a child. */
const maxWorkers = Math.max(2, availableParallelism() - 1)

/** `unit` needs nothing but Node, `adapters` needs the two servers, `e2e` starts the whole stack, `reliability` single apps. */
export default defineConfig({
  test: {
    // Once for the whole run: listeners where nothing may go; a connection to one of them fails the run.
    globalSetup: 'packages/testkit/src/canaries.setup.ts',
    projects: [
      { test: { name: 'unit', maxWorkers, include: [...tests(unit), ...parts], testTimeout: 30_000 } },
      {
        test: {
          name: 'embedded-mongo',
          maxWorkers,
          include: tests(['packages/embedded-mongo']),
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'adapters',
          maxWorkers,
          include: tests(adapters),
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After all others: these tell of seconds, and share the machine with nobody.
          sequence: { groupOrder: 1 },
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
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Not part of `npm test`: minutes each. `npm test -- --project long` runs them.
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
