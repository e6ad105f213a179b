import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compiledCode } from '../src/compiled-code.ts'
import { nodeChildArgs } from '../src/index.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
/** "nobody", as in the images another user than that of the code. */
const other = 65_534

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compiled-code-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what Node keeps compiled', () => {
  it('is not for children where there is none, or where they could change it', async () => {
    expect(compiledCode(join(folder, 'missing'))).toBeNull()
    expect(compiledCode(folder)).toBeNull()
    // The mode alone is no protection from its owner.
    await chmod(folder, 0o555)
    expect(compiledCode(folder)).toBeNull()
  })

  it.runIf(isRoot)("is for them where it is another user's, and stays as it is", async () => {
    const cache = join(folder, 'cache')
    const script = join(folder, 'child.mjs')
    const source = new URL('../src/compiled-code.ts', import.meta.url).href
    await chmod(folder, 0o755)
    await mkdir(cache)
    await chown(cache, other, other)
    await writeFile(
      script,
      `import { writeFileSync } from 'node:fs'
      const [given] = process.argv.slice(2).map((argument) => JSON.parse(argument))
      const { compiledCode } = await import(${JSON.stringify(source)})
      let error = null
      try { writeFileSync(given + '/left', '') } catch ({ code }) { error = code }
      console.log(JSON.stringify({ used: compiledCode(), error }))`,
    )
    const asOther = (args: string[]) =>
      run('setpriv', [`--reuid=${other}`, `--regid=${other}`, '--clear-groups', process.execPath, ...args], {
        env: { NODE_COMPILE_CACHE: cache },
      })
    await asOther(['--eval', ''])
    const [name = ''] = await readdir(cache)
    const compiled = join(cache, name)
    expect(dirname(compiled)).toBe(cache)
    await chown(compiled, 0, 0)
    const kept = await readdir(compiled)
    const { stdout } = await asOther(
      nodeChildArgs({
        script: pathToFileURL(script),
        request: compiled,
        reads: folder,
        compiled,
        heapBytes: 2 ** 26,
      }),
    )
    expect(JSON.parse(stdout)).toEqual({ used: compiled, error: 'EACCES' })
    expect(await readdir(compiled)).toEqual(kept)
  })
})
