import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importProblems } from '../check-imports.ts'
import { readImportTable } from '../imports/read-import-table.ts'
import { type Manifest, readImports, readWorkspace } from '../imports/read-imports.ts'

const pageOf = (...rows: string[]): string =>
  `# A\n\n## Who may import whom\n\n\`\`\`\n${rows.join('\n')}\n\`\`\`\n\nMore.\n`

const rows = [
  'core           -> zod',
  'client         -> nothing',
  'web, processors -> core and their own libraries (a remark)',
  'apps           -> packages and their own libraries; nothing imports an app',
  'cli            -> client',
  'testkit        -> anything; only tests import it',
  'demo           -> cli and its own libraries',
]

const manifest = (name: string, ...needs: string[]): [string, Manifest] => [
  name,
  {
    name: `@async-events/${name.split('/').at(-1)}`,
    dependencies: Object.fromEntries(needs.map((each) => [each.replace('~', '@async-events/'), '1.0.0'])),
  },
]

const good: [string, Manifest][] = [
  manifest('packages/core', 'zod'),
  manifest('packages/client'),
  manifest('packages/web', '~core', 'got'),
  manifest('packages/processors', '~core', 'zod'),
  manifest('packages/testkit', '~web', '~core', 'vitest'),
  manifest('apps/api', '~core', '~web', 'fastify'),
  manifest('apps/cli', '~client'),
  manifest('demo', '~cli', 'yaml'),
]

const problemsWith = (
  changed: [string, Manifest][] = [],
  imports: Record<string, string[]> = {},
  page = pageOf(...rows),
): string[] => importProblems(page, new Map([...good, ...changed]), new Map(Object.entries(imports)))

describe('the import table', () => {
  it('is kept by this repository', () => {
    const root = join(import.meta.dirname, '../..')
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    expect(importProblems(page, readWorkspace(root), readImports(root))).toEqual([])
  })

  it('is kept where each depends on what its row names', () => {
    expect(problemsWith()).toEqual([])
  })

  it.each([
    [
      'a package that its row does not name',
      manifest('packages/web', '~core', '~client'),
      '@async-events/client',
    ],
    ['a library that a row with a list does not name', manifest('packages/core', 'zod', 'got'), 'got'],
    ['a library where a row says nothing', manifest('packages/client', 'got'), 'got'],
    ['an app', manifest('packages/web', '~api'), '@async-events/api'],
    ['another app', manifest('apps/api', '~cli'), '@async-events/cli'],
    ['what is for tests', manifest('apps/api', '~testkit'), '@async-events/testkit'],
    [
      'more than the row of an app of its own names',
      manifest('apps/cli', '~client', '~core'),
      '@async-events/core',
    ],
    ['an app that the row does not name', manifest('demo', '~api'), '@async-events/api'],
    ['what is no package', manifest('apps/api', '~demo'), '@async-events/demo'],
    ['an app, even for tests', manifest('packages/testkit', '~api'), '@async-events/api'],
  ] as const)('refuses %s', (_, changed, dependency) => {
    expect(problemsWith([changed])).toEqual([`${changed[0]} may not depend on ${dependency}`])
  })

  it('needs a row for each package, and none for what does not exist', () => {
    expect(problemsWith([manifest('packages/new')])).toEqual(['packages/new has no row in the import table'])
    expect(problemsWith([], {}, pageOf(...rows, 'old -> core'))).toEqual([
      'the import table has a row for old, which does not exist',
    ])
  })

  it.each([
    [['core => zod'], 'not a row'],
    [['core -> zod', 'core -> got'], 'two rows of the import table are about core'],
    [['core -> zod and more'], 'allows "zod and more"'],
    [['core -> zod,'], 'allows ""'],
  ])('does not guess what %j means', (bad, message) => {
    expect(() => readImportTable(pageOf(...bad), new Set(['core']))).toThrow(message)
  })

  it('has to be there', () => {
    expect(() => readImportTable('# A\n', new Set())).toThrow('there is no table')
  })
})

describe('code of the product', () => {
  it('imports what its package.json lists as dependencies', () => {
    expect(
      problemsWith([], {
        'packages/web/src/a.ts': [
          'node:fs',
          './b.ts',
          'got/extra',
          '@async-events/core',
          '@async-events/web',
        ],
        'packages/web/src/a.test.ts': ['vitest'],
        'packages/web/test/b.ts': ['@async-events/testkit'],
        'packages/testkit/src/c.ts': ['left-out'],
      }),
    ).toEqual([])
    expect(problemsWith([], { 'packages/web/src/a.ts': ['@async-events/testkit', 'pdfkit/js'] })).toEqual([
      'packages/web/src/a.ts imports @async-events/testkit, which is not among the dependencies of packages/web',
      'packages/web/src/a.ts imports pdfkit, which is not among the dependencies of packages/web',
    ])
  })

  it('keeps the order of the rooms of core', () => {
    const file = 'packages/core/src/ports/job-store.ts'
    const allowed = ['../domain/job/job.ts', './page.ts']
    expect(problemsWith([], { [file]: allowed })).toEqual([])
    expect(problemsWith([], { [file]: [...allowed, '../use-cases/jobs/authorize.ts'] })).toEqual([
      `${file} may not import ../use-cases/jobs/authorize.ts: ports comes before it`,
    ])
  })

  it('holds contracts to core and zod', () => {
    const file = 'packages/processors/src/pdf/contract.ts'
    expect(problemsWith([], { [file]: ['zod', '@async-events/core'] })).toEqual([])
    expect(problemsWith([], { [file]: ['zod', './run.ts'] })).toEqual([`${file} may not import ./run.ts`])
  })
})
