/** Imports between source files and between packages: with types, without `import()` inside code. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** From each name the names that it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

export interface Manifest {
  name: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
}

/** The manifests of the workspace by their folders, such as `packages/core`. */
export type Workspace = ReadonlyMap<string, Manifest>

/** What each source file names in its import and export statements. Paths are relative to the root. */
export type Imports = ReadonlyMap<string, readonly string[]>

const folders = '{apps,packages,tests,demo,bench,scripts,infra}'

export function readWorkspace(root: string): Workspace {
  const files = globSync([`${folders}/package.json`, `${folders}/*/package.json`], { cwd: root })
  return new Map(
    files.sort().map((file) => [dirname(file), JSON.parse(readFileSync(join(root, file), 'utf8'))]),
  )
}

export function readImports(root: string): Imports {
  const files = globSync(`${folders}/**/*.{ts,mts,js,mjs}`, {
    cwd: root,
    exclude: (path) => path.endsWith('node_modules'),
  })
  return new Map(files.sort().map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'))]))
}

/** Biome puts every such statement at the beginning of a line. */
const statements = /^(?:import|export)\b(?:[^'"`;()=]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm

export function importsOf(source: string): string[] {
  return [...source.matchAll(statements)].map(([, , name = '']) => name)
}

/** Names of our packages stand for the file that they export. */
export function graphOfFiles(imports: Imports, workspace: Workspace): Graph {
  const exported = new Map(
    [...workspace].flatMap(([folder, { name, exports = {} }]) =>
      Object.entries(exports).map(([path, file]) => [join(name, path), join(folder, file)] as const),
    ),
  )
  return new Map(
    [...imports].map(([file, names]) => {
      const files = names.map((name) =>
        name.startsWith('.') ? normalize(join(dirname(file), name)) : (exported.get(name) ?? ''),
      )
      return [file, new Set(files.filter((name) => imports.has(name)))]
    }),
  )
}

export const isTest = (file: string): boolean => /\.test\.ts$|\/test\//.test(file)

/** The package that a file is of: `packages/core`, `apps/api`, `tests`. */
export const folderOf = (file: string): string =>
  file.split('/', /^(?:apps|packages)\//.test(file) ? 2 : 1).join('/')

/** The package that is imported: `@a/b` of `@a/b/c`, `d` of `d/e`. */
export const packageName = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

/** By what the manifests declare, and by what the code imports, tests aside. */
export function graphOfPackages(imports: Imports, workspace: Workspace): Graph {
  const names = new Set([...workspace.values()].map(({ name }) => name))
  const graph = new Map<string, Set<string>>()
  for (const { name, dependencies = {} } of workspace.values())
    graph.set(name, new Set(Object.keys(dependencies).filter((other) => names.has(other))))
  for (const [file, imported] of imports) {
    const manifest = workspace.get(folderOf(file))
    if (!manifest || isTest(file)) continue
    for (const from of imported) {
      const other = packageName(from)
      if (names.has(other) && other !== manifest.name) graph.get(manifest.name)?.add(other)
    }
  }
  return graph
}
