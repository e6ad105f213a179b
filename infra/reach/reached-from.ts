import { existsSync, globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'

export interface Reached {
  /** Folders of ours, such as `packages/core`. */
  folders: ReadonlySet<string>
  /** Links to the dependencies that their code names, of ours or not, such as `packages/core/node_modules/zod`. */
  libraries: ReadonlySet<string>
  files: ReadonlySet<string>
}

export interface Entries {
  /** Files to begin with. */
  files: readonly string[]
  /** False for what a file names and this app never loads. */
  follows?: (file: string, name: string) => boolean
}

interface Manifest {
  exports?: Record<string, string>
  imports?: Record<string, { node?: string }>
  dependencies?: Record<string, string>
}

/**
 * What running these files may load, in the workspace of the current folder. Types are stripped first, as Node does, since
 * their imports load nothing. Then every quoted text counts that names a file next to it or a dependency of its package:
 * statements, `import()`, `new URL(…)` of scripts for child processes, `require.resolve`. That finds too much rather than too
 * little, and reads no name that is put together.
 */
export function reachedFrom({ files: first, follows = () => true }: Entries): Reached {
  const files = new Set(first)
  const folders = new Set<string>()
  const libraries = new Set<string>()
  for (const file of files) {
    const folder = file.split('/', 2).join('/')
    folders.add(folder)
    const { dependencies = {}, imports = {} } = manifestOf(folder)
    for (const name of namesIn(file)) {
      if (!follows(file, name)) continue
      const next = join(dirname(file), name)
      if (/^(?:apps|packages)\/.*\.m?[jt]s$/.test(next) && existsSync(next)) {
        files.add(next)
        continue
      }
      const internal = Object.hasOwn(imports, name) ? imports[name]?.node : undefined
      if (internal !== undefined) files.add(join(folder, internal))
      const library = packageOf(name)
      if (!Object.hasOwn(dependencies, library)) continue
      libraries.add(join(folder, 'node_modules', library))
      if (dependencies[library]?.startsWith('workspace:')) files.add(exportedFile(library, name))
    }
  }
  return { folders, libraries, files }
}

const namesIn = (file: string): Set<string> => {
  const source = readFileSync(file, 'utf8')
  const code = file.endsWith('.ts') ? stripTypeScriptTypes(source) : source
  return new Set([...code.matchAll(/'([^'\n]+)'/g)].map(([, name = '']) => name))
}

const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

/** The file behind `@async-events/<name>` or `@async-events/<name>/<part>`. */
function exportedFile(library: string, name: string): string {
  const folder = globSync('packages/*').find((each) => nameOf(each) === library)
  const file = folder && manifestOf(folder).exports?.[`.${name.slice(library.length)}`]
  if (!file) throw new Error(`${name} is exported by no package here`)
  return join(folder, file)
}

const manifestOf = (folder: string): Manifest & { name?: string } =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const nameOf = (folder: string): string | undefined =>
  existsSync(join(folder, 'package.json')) ? manifestOf(folder).name : undefined
