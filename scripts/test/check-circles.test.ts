import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { circleProblems } from '../check-circles.ts'
import { findCircles } from '../imports/find-circles.ts'
import { importsOf } from '../imports/read-imports.ts'

const root = mkdtempSync(join(tmpdir(), 'circles-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function put(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}

const manifest = (name: string, ...needs: string[]): string =>
  JSON.stringify({
    name: `@async-events/${name}`,
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(needs.map((each) => [`@async-events/${each}`, 'workspace:*'])),
  })

/** `b` needs `a`, an app needs both, and a test imports what it tests. */
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  put({
    'packages/a/package.json': manifest('a'),
    'packages/a/src/index.ts': "export { one } from './one.ts'\n",
    'packages/a/src/one.ts': 'export const one = 1\n',
    'packages/b/package.json': manifest('b', 'a'),
    'packages/b/src/index.ts': "import { one } from '@async-events/a'\nexport const two = one + one\n",
    'packages/b/test/b.test.ts': "import { two } from '../src/index.ts'\n",
    'apps/c/package.json': manifest('c', 'a', 'b'),
    'apps/c/src/main.ts': "import { one } from '@async-events/a'\nimport { two } from '@async-events/b'\n",
  })
})

describe('circles', () => {
  it('are none in a tree of imports', () => {
    expect(circleProblems(root)).toEqual([])
  })

  it('are found between two files', () => {
    put({ 'packages/a/src/one.ts': "import { a } from './index.ts'\nexport const one = 1\n" })
    expect(circleProblems(root)).toEqual([
      'circle of files: packages/a/src/index.ts -> packages/a/src/one.ts -> packages/a/src/index.ts',
    ])
  })

  it.each([
    ['a type', "import type { X } from './x.ts'\nexport const one = 1\n"],
    ['a re-export', "export * from './x.ts'\n"],
    ['an effect', "import './x.ts'\n"],
    ['a statement of several lines', "import {\n  type X,\n  x,\n} from './x.ts'\n"],
  ])('are found through %s, over three files', (_, text) => {
    put({
      'packages/a/src/one.ts': text,
      'packages/a/src/x.ts': "import { y } from './deep/y.ts'\n",
      'packages/a/src/deep/y.ts': "import { one } from '../one.ts'\n",
    })
    expect(circleProblems(root)).toEqual([
      'circle of files: packages/a/src/deep/y.ts -> packages/a/src/one.ts -> packages/a/src/x.ts -> packages/a/src/deep/y.ts',
    ])
  })

  it.each(['tests/e2e', 'scripts', 'bench', 'demo', 'apps/c/test'])('are found in %s', (folder) => {
    put({
      [`${folder}/p.ts`]: "import { q } from './q.ts'\n",
      [`${folder}/q.ts`]: "import { p } from './p.ts'\n",
    })
    expect(circleProblems(root)).toEqual([
      `circle of files: ${folder}/p.ts -> ${folder}/q.ts -> ${folder}/p.ts`,
    ])
  })

  it('are found when a file imports its own package', () => {
    put({ 'packages/a/src/one.ts': "import { b } from '@async-events/a'\n" })
    expect(circleProblems(root)).toEqual([
      'circle of files: packages/a/src/index.ts -> packages/a/src/one.ts -> packages/a/src/index.ts',
    ])
  })

  it('are found between packages whose files make none', () => {
    put({ 'packages/a/src/other.ts': "import type { two } from '@async-events/b'\n" })
    expect(circleProblems(root)).toEqual([
      'circle of packages: @async-events/a -> @async-events/b -> @async-events/a',
    ])
  })

  it('are found between manifests', () => {
    put({ 'packages/a/package.json': manifest('a', 'c') })
    expect(circleProblems(root)).toEqual([
      'circle of packages: @async-events/a -> @async-events/c -> @async-events/a',
      'circle of packages: @async-events/b -> @async-events/a -> @async-events/c -> @async-events/b',
    ])
  })

  it('are none where a test imports what needs its package, nor by import() in the middle of code', () => {
    put({
      'packages/a/test/a.test.ts': "import { two } from '@async-events/b'\n",
      'packages/a/src/one.ts': "export const one = () => import('./index.ts')\n",
    })
    expect(circleProblems(root)).toEqual([])
  })

  it('cannot be missed by looking at an empty folder', () => {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(root)
    expect(circleProblems(root)).toEqual([`no source file was found in ${root}`])
  })

  it('are each told once, by the shortest path', () => {
    const graph = { a: ['b', 'c'], b: ['c'], c: ['a'], d: ['e'], e: ['d', 'a'], f: ['f'], g: ['a'] }
    const circles = findCircles(new Map(Object.entries(graph).map(([key, to]) => [key, new Set(to)])))
    expect(circles).toEqual([
      ['a', 'c', 'a'],
      ['b', 'c', 'a', 'b'],
      ['d', 'e', 'd'],
      ['f', 'f'],
    ])
  })
})

describe('statements of import', () => {
  it('are read as Biome writes them, and nothing else is', () => {
    const source = [
      "import a from 'a'",
      "import type { B } from './b.ts'",
      "import {\n  c,\n  type D,\n} from '../c.ts'",
      "import './effect.ts'",
      "export * from './all.ts'",
      "export { e, type F } from './e.ts'",
      "import g, * as h from 'node:g'",
      'export const text = "import x from \'./not.ts\'"',
      "export function from() { return './not.ts' }",
      "const later = await import('./not.ts')",
      " * import y from './not.ts'",
      "export const list = ['./not.ts']",
      "export type { I } from './i.ts'",
    ].join('\n')
    expect(importsOf(source)).toEqual([
      'a',
      './b.ts',
      '../c.ts',
      './effect.ts',
      './all.ts',
      './e.ts',
      'node:g',
      './i.ts',
    ])
  })
})
