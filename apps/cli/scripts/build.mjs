/**
 * Bundles the command line into one file of `dist`: its own code, that of packages which
 * are not published, and its libraries, whose licences are written next to it. Only the client stays a dependency.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const folder = fileURLToPath(new URL('..', import.meta.url))

export async function build() {
  const to = join(folder, 'dist')
  rmSync(to, { recursive: true, force: true })
  const bundle = await rolldown({
    input: join(folder, 'src', 'async-events.ts'),
    platform: 'node',
    external: ['@async-events/client'],
  })
  const { output } = await bundle.write({
    file: join(to, 'async-events.js'),
    format: 'esm',
    codeSplitting: false,
    comments: { legal: false },
  })
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
  writeFileSync(join(to, 'THIRD-PARTY-LICENCES.txt'), licencesOf(modules))
}

/** The licence of each library of which a module is in the bundle. */
function licencesOf(modules) {
  const folders = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []),
  )
  return [...folders]
    .map((library) => {
      const { name, version, license } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8'))
      const file = readdirSync(library).find((one) => /^licen[cs]e(\.|$)/i.test(one))
      const text = file === undefined ? '' : readFileSync(join(library, file), 'utf8').trim()
      return `${name} ${version} (${license})\n\n${text}\n`
    })
    .toSorted()
    .join(`\n${'-'.repeat(80)}\n\n`)
}
