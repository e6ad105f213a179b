import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installTarballs, packPackage } from './pack-package.ts'

const programs = join(import.meta.dirname, '../../client/test/projects')

/** What `tsc --init` and the templates of bundlers agree on; `skipLibCheck` would hide what is wrong with our types. */
const strict = {
  target: 'esnext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  types: [],
  noEmit: true,
}
const compilers = {
  nodenext: { ...strict, module: 'nodenext' },
  bundler: { ...strict, module: 'esnext', moduleResolution: 'bundler' },
}

/**
 * A project as somebody else has it: the packed client, installed by npm without a network, programs that use it
 * (`use-client.mjs`, `use-client.ts`, `page.js`), `tsconfig.nodenext.json` and `tsconfig.bundler.json`. Gives its folder.
 */
export async function makeClientProject(folder: string): Promise<string> {
  const project = join(folder, 'project')
  for (const old of [project, join(folder, 'workspace')]) rmSync(old, { recursive: true, force: true })
  await installTarballs(project, { type: 'module' }, [await packPackage('packages/client', folder)])
  for (const name of readdirSync(programs)) copyFileSync(join(programs, name), join(project, name))
  for (const [name, compilerOptions] of Object.entries(compilers))
    writeFileSync(
      join(project, `tsconfig.${name}.json`),
      JSON.stringify({ compilerOptions, include: ['use-client.ts'] }),
    )
  return project
}
