import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { invariants } from '../check/invariants.ts'
import { brokenBuilds } from './broken-builds.ts'

const broken = import.meta.dirname

/** A process that loads what every app loads. */
function load(preload: string) {
  const modules = ['core', 'mongo', 'stack'].map((name) => `await import('@async-events/${name}')`)
  return spawnSync(
    process.execPath,
    ['--import', preload, '--input-type=module', '-e', `${modules.join('\n')}\nprocess.exit(0)`],
    { cwd: broken, encoding: 'utf8' },
  )
}

describe('builds that are broken on purpose', () => {
  // Whether they are caught takes servers and half a minute each: `npm run chaos -- --broken <name>`.
  it.each(Object.entries(brokenBuilds))('%s still fits the sources that it breaks', (_name, build) => {
    const { status, stderr } = load(pathToFileURL(build.options.preload).href)
    expect([status, stderr]).toEqual([0, ''])
    expect(invariants[build.invariant]).toBeTypeOf('string')
  })

  it('are all there are preloads for', () => {
    const preloads = readdirSync(broken).filter((name) => /-(off|incremented)\.ts$/.test(name))
    const used = Object.values(brokenBuilds).map(({ options }) => options.preload)
    expect(preloads.map((name) => join(broken, name)).sort()).toEqual(used.sort())
  })

  it('do not start when a source no longer has what they change', () => {
    const rewrite = { file: 'packages/core/src/index.ts', from: 'no source has this', to: '' }
    const code = `import { rewriteSources } from '${pathToFileURL(join(broken, 'rewrite-sources.ts')).href}'
      rewriteSources([${JSON.stringify(rewrite)}])`
    const { status, stderr } = load(`data:text/javascript,${encodeURIComponent(code)}`)
    expect(status).not.toBe(0)
    expect(stderr).toContain('has this 0 times')
  })
})
