/** Enforces "Who may import whom" of ARCHITECTURE.md: the table there is the one that is read here. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { loadedPackages } from './imports/loaded-packages.ts'
import { type ImportTable, type Rule, readImportTable } from './imports/read-import-table.ts'
import {
  folderOf,
  type Imports,
  isTest,
  packageName,
  readImports,
  readWorkspace,
  type Workspace,
} from './imports/read-imports.ts'

const own = '@async-events/'
const isAppOrPackage = (folder: string): boolean => /^(?:apps|packages)\//.test(folder)
/** What has to have a row: all of the workspace but the measurements. */
const hasRow = (folder: string): boolean => folder !== 'bench'

/** What is wrong with the manifests of the workspace, and with product code that imports what they do not list. */
export function importProblems(page: string, workspace: Workspace, imports: Imports): string[] {
  const names = new Set([...workspace.keys()].map((folder) => basename(folder)))
  const table = readImportTable(page, names)
  const stale = [...table.keys()].filter((name) => name !== 'apps' && !names.has(name))
  return [
    ...stale.map((name) => `the import table has a row for ${name}, which does not exist`),
    ...[...workspace.keys()].filter(hasRow).flatMap((folder) => manifestProblems(folder, table, workspace)),
    ...[...imports].flatMap(([file, froms]) => undeclaredImports(file, froms, table, workspace)),
    ...[...imports].flatMap(([file, froms]) => contractProblems(file, froms)),
    ...[...imports].flatMap(([file, froms]) => roomProblems(file, froms)),
  ]
}

/** An app without a row of its own is one of `apps`. */
function ruleOf(folder: string, table: ImportTable): Rule | undefined {
  return table.get(basename(folder)) ?? (folder.startsWith('apps/') ? table.get('apps') : undefined)
}

function manifestProblems(folder: string, table: ImportTable, workspace: Workspace): string[] {
  const rule = ruleOf(folder, table)
  if (!rule) return [`${folder} has no row in the import table`]
  return Object.keys(workspace.get(folder)?.dependencies ?? {})
    .filter((dependency) => !isAllowed(dependency, rule, table, workspace))
    .map((dependency) => `${folder} may not depend on ${dependency}`)
}

function isAllowed(dependency: string, rule: Rule, table: ImportTable, workspace: Workspace): boolean {
  if (!dependency.startsWith(own)) return rule.libraries?.has(dependency) ?? true
  const name = dependency.slice(own.length)
  if (typeof rule.ours !== 'string') return rule.ours.has(name)
  if (!workspace.has(`packages/${name}`)) return false
  // What may import anything is for tests: a devDependency.
  return rule.ours === 'anything' || table.get(name)?.ours !== 'anything'
}

function undeclaredImports(
  file: string,
  froms: readonly string[],
  table: ImportTable,
  workspace: Workspace,
): string[] {
  const folder = folderOf(file)
  const manifest = workspace.get(folder)
  const isProduct = isAppOrPackage(folder) && file.startsWith(`${folder}/src/`) && !isTest(file)
  if (!manifest || !isProduct || ruleOf(folder, table)?.ours === 'anything') return []
  return (
    froms
      // `#…` are the package's own, by its `imports`.
      .filter((from) => !/^(?:\.|#|node:)/.test(from))
      .map(packageName)
      .filter((name) => name !== manifest.name && manifest.dependencies?.[name] === undefined)
      .map((name) => `${file} imports ${name}, which is not among the dependencies of ${folder}`)
  )
}

const isContract = (file: string): boolean => /^packages\/processors\/src\/[^/]+\/contract\.ts$/.test(file)

/** Contracts are read by the API and the documentation: they must not draw in what their runners need. */
function contractProblems(file: string, froms: readonly string[]): string[] {
  if (!isContract(file)) return []
  return froms
    .filter((from) => from !== 'zod' && from !== `${own}core`)
    .map((from) => `${file} may not import ${from}`)
}

const coreSource = 'packages/core/src/'
/** Rooms of core; each may import those before it. */
const coreRooms = ['domain', 'ports', 'contracts', 'use-cases']

function roomProblems(file: string, froms: readonly string[]): string[] {
  const rank = (path: string): number => coreRooms.indexOf(path.slice(coreSource.length).split('/')[0] ?? '')
  if (!file.startsWith(coreSource) || rank(file) < 0) return []
  return froms
    .filter((from) => from.startsWith('.') && rank(join(dirname(file), from)) > rank(file))
    .map((from) => `${file} may not import ${from}: ${coreRooms[rank(file)]} comes before it`)
}

/** What only workers need: native code, and parsers of hostile input. */
const forWorkers = [
  ...['worker', 'media', 'ai'].map((name) => `${own}${name}`),
  ...['@napi-rs/canvas', 'cheerio', 'pdfjs-dist'],
]

function heavyImports(): string[] {
  return ['api', 'keeper'].flatMap((app) => {
    const loaded = loadedPackages(join('apps', app, 'src/main.ts'))
    return forWorkers.flatMap((name) => {
      const by = loaded.get(name)
      return by === undefined ? [] : [`apps/${app} must not load ${name}, which ${by} imports`]
    })
  })
}

if (import.meta.main) {
  const page = readFileSync('ARCHITECTURE.md', 'utf8')
  const imports = readImports('.')
  const problems = [...importProblems(page, readWorkspace('.'), imports), ...heavyImports()]
  if (![...imports.keys()].some(isContract)) problems.push('no contract.ts of a processor was found')
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
