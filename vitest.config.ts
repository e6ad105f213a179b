import { defineConfig } from 'vitest/config'

const unit = [
  'packages/core',
  'packages/web',
  'packages/ai',
  'packages/media',
  'packages/processors',
  'packages/runtime',
  'apps/local',
]
const adapters = [
  'packages/mongo',
  'packages/queue',
  'packages/artifacts',
  'packages/embedded',
  'packages/stack',
  'apps/api',
  'apps/keeper',
  'apps/cli',
]
const tests = (folders: string[]) =>
  folders.flatMap((folder) => [`${folder}/src/**/*.test.ts`, `${folder}/test/**/*.test.ts`])

/** `unit` needs nothing but Node, `adapters` needs the two servers, `e2e` starts the whole stack. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: tests(unit), testTimeout: 30_000 } },
      { test: { name: 'embedded-mongo', include: tests(['packages/embedded-mongo']), testTimeout: 30_000 } },
      {
        test: {
          name: 'adapters',
          include: tests(adapters),
          globalSetup: 'packages/testkit/src/servers.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['packages/testkit/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After all others: these tell of seconds, and share the machine with nobody.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
