import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A package of the lock file, one per version. */
export interface LockedPackage {
  /** `name@version` */
  id: string
  name: string
  version: string
  /** Origin and digest of its bytes, as in the lock file. */
  resolution: Readonly<Record<string, string>>
  /** Built for some systems only. */
  isForSomeSystems: boolean
  /** Ids of its dependencies: the union over all peers. */
  dependencies: ReadonlySet<string>
}

/** A package of the workspace. */
export interface Importer {
  /** Folder, `.` for the root. */
  path: string
  production: readonly Reference[]
  development: readonly Reference[]
}

/** A dependency of an importer: a package of the lock file, or another importer. */
type Reference = { package: string } | { importer: string }

export interface Lock {
  packages: ReadonlyMap<string, LockedPackage>
  importers: ReadonlyMap<string, Importer>
}

interface LockFile {
  lockfileVersion: string
  importers: Record<string, Partial<Record<Group, Record<string, { version: string }>>>>
  packages: Record<
    string,
    { resolution: Record<string, string>; os?: string[]; cpu?: string[]; libc?: string[] }
  >
  snapshots: Record<string, Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>>
}
type Group = 'dependencies' | 'optionalDependencies' | 'devDependencies'

/** Reads pnpm-lock.yaml (version 9 of its format, https://github.com/pnpm/spec/tree/master/lockfile). */
export function readLock(root: string): Lock {
  const file = parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')) as LockFile
  if (!file.lockfileVersion.startsWith('9.'))
    throw new TypeError(`pnpm-lock.yaml has the version ${file.lockfileVersion}, which is not known here`)
  const dependencies = dependenciesOf(file)
  const packages = Object.entries(file.packages).map(([id, { resolution, os, cpu, libc }]): LockedPackage => {
    const at = id.lastIndexOf('@')
    return {
      id,
      name: id.slice(0, at),
      version: id.slice(at + 1),
      resolution,
      isForSomeSystems: [os, cpu, libc].some((systems) => systems !== undefined),
      dependencies: dependencies.get(id) ?? new Set(),
    }
  })
  const importers = Object.entries(file.importers).map(([path, groups]): Importer => {
    const of = (group: Group) =>
      Object.entries(groups[group] ?? {}).map(([name, { version }]) => referenceOf(path, name, version))
    return {
      path,
      production: [...of('dependencies'), ...of('optionalDependencies')],
      development: of('devDependencies'),
    }
  })
  return {
    packages: new Map(packages.map((one) => [one.id, one])),
    importers: new Map(importers.map((one) => [one.path, one])),
  }
}

/**
 * All runtime dependencies of importers: packages and other importers. `everywhere` are the packages that are needed on every
 * system: neither builds for some systems, nor what only those need.
 */
export function productionOf(
  lock: Lock,
  from: readonly string[],
): { importers: ReadonlySet<string>; packages: ReadonlySet<string>; everywhere: ReadonlySet<string> } {
  const importers = new Set<string>()
  const packages = new Set<string>()
  const everywhere = new Set<string>()
  const addPackage = (id: string, isEverywhere = true): void => {
    const found = lock.packages.get(id)
    const isNeeded = isEverywhere && found?.isForSomeSystems === false
    if (packages.has(id) && (everywhere.has(id) || !isNeeded)) return
    packages.add(id)
    if (isNeeded) everywhere.add(id)
    for (const next of found?.dependencies ?? []) addPackage(next, isNeeded)
  }
  const addImporter = (path: string): void => {
    if (importers.has(path)) return
    importers.add(path)
    for (const reference of lock.importers.get(path)?.production ?? []) {
      if ('importer' in reference) addImporter(reference.importer)
      else addPackage(reference.package)
    }
  }
  for (const path of from) addImporter(path)
  return { importers, packages, everywhere }
}

/** The importers that are programs. */
export const appsOf = (lock: Lock): string[] =>
  [...lock.importers.keys()].filter((path) => path.startsWith('apps/'))

function dependenciesOf(file: LockFile): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>()
  for (const [key, { dependencies, optionalDependencies }] of Object.entries(file.snapshots)) {
    const id = withoutPeers(key)
    const own = all.get(id) ?? new Set()
    for (const [name, version] of Object.entries({ ...dependencies, ...optionalDependencies }))
      own.add(idOf(name, version))
    all.set(id, own)
  }
  return all
}

function referenceOf(path: string, name: string, version: string): Reference {
  return version.startsWith('link:')
    ? { importer: join(path, version.slice('link:'.length)) }
    : { package: idOf(name, version) }
}

/** The version of an alias names the real package. */
function idOf(name: string, version: string): string {
  const plain = withoutPeers(version)
  return /^@?[^@]+@/.test(plain) ? plain : `${name}@${plain}`
}

const withoutPeers = (key: string): string => key.replace(/\(.*$/s, '')
