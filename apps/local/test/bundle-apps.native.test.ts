import { spawnSync } from 'node:child_process'
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { bundleApps } from '../src/bundle/bundle-apps.ts'
import { sourcesKey } from '../src/bundle/sources-key.ts'
import { writeBundles } from '../src/bundle/write-bundles.ts'

const repository = join(import.meta.dirname, '..', '..', '..')
const made: string[] = []
let root: string
let reported: string[]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'async-events-bundle-'))
  made.push(root)
  reported = []
  write('pnpm-lock.yaml', '')
  write('apps/one/src/main.ts', `console.log('one' as string, import.meta.url)`)
  write('packages/part/src/part.ts', 'export const part = 1')
})
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function write(path: string, text: string): void {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const bundles = async (): Promise<string> => {
  const { fileOf, close } = await bundleApps({ root, apps: ['one'], report: (line) => reported.push(line) })
  close()
  return fileOf('one')
}
const run = (file: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [file], { encoding: 'utf8', env })

it('makes a bundle once for the same sources, and another for changed ones', async () => {
  const first = await bundles()
  expect(run(first).stdout).toBe(`one file://${root}/apps/one/src/main.ts\n`)
  expect(await bundles()).toBe(first)

  write('apps/one/src/main.ts', `console.log('two')`)
  const second = await bundles()
  expect(second).not.toBe(first)
  expect([run(second).stdout, run(first).stdout.slice(0, 4)]).toEqual(['two\n', 'one '])
  expect(reported).toEqual([])
})

it('removes bundles of other sources that were not used for a day', async () => {
  const old = dirname(dirname(dirname(await bundles())))
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  utimesSync(old, yesterday, yesterday)
  write('apps/one/src/main.ts', '')
  const cache = dirname(old)
  await bundles()
  expect(readdirSync(cache)).toEqual([sourcesKey(root, ['one'])])
})

it('runs a thread of an app from the bundle, where it finds what it imports', async () => {
  write(
    'apps/one/src/main.ts',
    `import { Worker } from 'node:worker_threads'
new Worker(new URL('./part-thread.ts', import.meta.url))`,
  )
  write(
    'apps/one/src/part-thread.ts',
    `import { part } from '../../../packages/part/src/part.ts'
console.log('thread', part)`,
  )
  const file = await bundles()
  rmSync(join(root, 'packages'), { recursive: true })
  rmSync(join(root, 'apps'), { recursive: true })
  expect(run(file)).toMatchObject({ stdout: 'thread 1\n', stderr: '' })
})

it('starts apps from their sources when a library requires parts that are not followed', async () => {
  write('node_modules/odd/package.json', '{ "name": "odd", "main": "odd.js" }')
  write('node_modules/odd/part.js', 'module.exports = 1')
  write(
    'node_modules/odd/odd.js',
    `(function (factory) { module.exports = factory(require) })(function (require) { return require('./part') })`,
  )
  write('apps/one/src/main.ts', `import odd from 'odd'\nconsole.log(odd)`)
  expect(await bundles()).toBe(join(root, 'apps/one/src/main.ts'))
  expect(reported.join()).toContain('./part, which is not in the bundle')
})

it('leaves nothing of ours out: no module is imported only for what it does when it is loaded', () => {
  const sources = globSync(['apps/*/src/**/*.ts', 'packages/*/src/**/*.ts'], {
    cwd: repository,
    exclude: ['**/*.test.ts', '**/*.setup.ts', 'packages/testkit/**', 'apps/dashboard/**'],
  })
  expect(sources.length).toBeGreaterThan(500)
  const bare = sources.filter((file) =>
    /^import '(?:\.|@async-events)/m.test(readFileSync(join(repository, file), 'utf8')),
  )
  expect(bare).toEqual([])
})

it('starts an app from its sources where they cannot be bundled, and says why', async () => {
  write('apps/one/src/main.ts', 'this is no program')
  expect(await bundles()).toBe(join(root, 'apps/one/src/main.ts'))
  expect(reported).toEqual([expect.stringMatching(/^Apps start from their sources: /)])
  expect(readdirSync(join(root, 'node_modules', '.cache', 'apps'))).toEqual([])
})

it('of an app here says what its sources say', async () => {
  const folder = join(root, 'bundle')
  await writeBundles({ root: repository, apps: ['worker-scrape'], folder })
  const { status, stderr } = run(join(folder, 'apps', 'worker-scrape', 'main.mjs'))
  expect(status).toBe(78)
  expect(stderr).toContain('MONGODB_URI: is not set')
})
