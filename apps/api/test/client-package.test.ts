/** The client as others get it: packed by npm, installed in empty projects without a network, used as they use it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeClientProject, runProgram } from '@async-events/testkit'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStandInWorkers } from './stand-in-workers.ts'
import { type TestApp, testApp } from './test-app.ts'

const root = join(import.meta.dirname, '../../..')
const readme = readFileSync(join(root, 'packages/client/README.md'), 'utf8')
const env = { PATH: process.env.PATH ?? '' }

const folder = mkdtempSync(join(tmpdir(), 'async-events-package-'))
const project = join(folder, 'project')
const installed = join(project, 'node_modules/@async-events/client')
let test: TestApp
let api: string
let workers: ReturnType<typeof startStandInWorkers>

beforeAll(async () => {
  test = await testApp()
  api = await test.app.listen({ host: '127.0.0.1', port: 0 })
  workers = startStandInWorkers(test.stack)
  await makeClientProject(folder)
}, 120_000)
afterAll(async () => {
  await workers?.stop()
  await test?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('holds what runs, what explains it, and no more', () => {
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', 'src'])
  const packed = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(packed.filter((name) => /test|tsconfig/.test(name))).toEqual([])
  for (const kind of ['.js', '.js.map', '.d.ts', '.d.ts.map']) expect(packed).toContain(`dist/index${kind}`)
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const { exports, dependencies, scripts, sideEffects, types, private: isPrivate } = manifest
  expect({ dependencies, scripts, sideEffects, types, isPrivate }).toEqual({
    dependencies: {},
    scripts: undefined,
    sideEffects: false,
    types: './dist/index.d.ts',
    isPrivate: undefined,
  })
  expect(exports['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' })
  expect(readFileSync(join(installed, 'LICENSE'))).toEqual(readFileSync(join(root, 'LICENSE')))
})

it('runs as plain JavaScript', async () => {
  const printed = await runProgram(process.execPath, ['use-client.mjs'], {
    cwd: project,
    env: { ...env, ASYNC_EVENTS_URL: api },
  })
  const steps = ['create', 'wait', 'events', 'batch', 'list', 'error', 'upload', 'download']
  expect(printed.trim().split('\n')).toEqual(steps.map((step) => `did ${step}`))
}, 60_000)

it('is found by require, too', async () => {
  const code = "const { Client } = require('@async-events/client'); console.log(typeof Client)"
  expect(await runProgram(process.execPath, ['-e', code], { cwd: project, env })).toBe('function\n')
})

it.each(['nodenext', 'bundler'])('its types fit a project of its own: %s', async (kind) => {
  const args = ['-p', `tsconfig.${kind}.json`]
  await runProgram(join(root, 'node_modules/.bin/tsc'), args, { cwd: project, env })
})

it('bundles for browsers without a module of Node', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(project, 'page.js')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text ?? ''
  expect(code).toContain('/api/event-job/jobs/{job_id}')
  expect(code).not.toMatch(/node:|require\(/)
})

it('its README compiles', async () => {
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  expect(blocks.length).toBeGreaterThan(2)
  const files = blocks.map((code, index) => {
    writeFileSync(join(project, `readme-${index}.ts`), code)
    return `readme-${index}.ts`
  })
  const compilerOptions = {
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    noEmit: true,
  }
  writeFileSync(join(project, 'tsconfig.readme.json'), JSON.stringify({ compilerOptions, files }))
  await runProgram(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.readme.json'], { cwd: project, env })
})
