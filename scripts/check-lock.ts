/**
 * Checks the origin of packages: all from the registry with a digest and an exact version, install scripts only where
 * approved with a reason, and nothing installed outside the lock file.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, parseDocument } from 'yaml'
import { type Lock, readLock } from './supply-chain/read-lock.ts'

/** Any other origin has `tarball`, `repo`, `directory` or `type`, with or without a digest. */
export function originProblems(lock: Lock): string[] {
  return [...lock.packages.values()].flatMap(({ id, resolution: { integrity, ...others } }) => {
    if (!integrity?.startsWith('sha512-')) return [`${id} has no sha512 digest in the lock file`]
    const [more] = Object.keys(others)
    return more === undefined ? [] : [`${id} does not come from the registry (${more})`]
  })
}

const exact = /^(\d+\.\d+\.\d+(-[\w.]+)?|catalog:|workspace:\*)$/

/** Version ranges in a package.json. */
export function looseVersions(file: string, text: string): string[] {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text) as Record<
    string,
    Record<string, string>
  >
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${file}: ${name} is not an exact version (${version})`)
}

/** The settings of pnpm-workspace.yaml that guard the supply chain. */
export function workspaceProblems(text: string): string[] {
  const document = parseDocument(text)
  const {
    catalog = {},
    minimumReleaseAge,
    overrides = {},
    ...rest
  } = document.toJS() as Record<string, unknown> & {
    catalog?: Record<string, string>
    minimumReleaseAge?: number
    /** Only what leaves out a dependency of a package: it brings nothing. */
    overrides?: Record<string, string>
  }
  const builds = document.get('allowBuilds')
  const unexplained = (isMap(builds) ? builds.items : []).flatMap(({ key, value }) => {
    const reason = isScalar(value) ? value.comment?.trim() : undefined
    return reason ? [] : [`allowBuilds: ${isScalar(key) ? key.value : key} has no reason behind it`]
  })
  return [
    ...Object.entries(catalog)
      .filter(([, version]) => !exact.test(version))
      .map(([name, version]) => `catalog: ${name} is not an exact version (${version})`),
    ...unexplained,
    ...(Number(minimumReleaseAge) >= 1440 ? [] : ['minimumReleaseAge is less than a day']),
    ...['saveExact', 'blockExoticSubdeps', 'strictDepBuilds']
      .filter((setting) => rest[setting] !== true)
      .map((setting) => `${setting} is not true`),
    ...Object.entries(overrides)
      .filter(([of, version]) => !of.includes('>') || version !== '-')
      .map(([of]) => `overrides needs a decision, and a check here: ${of} is not only left out`),
    ...['patchedDependencies', 'dangerouslyAllowAllBuilds', 'registries', 'registry']
      .filter((setting) => rest[setting] !== undefined)
      .map((setting) => `${setting} needs a decision, and a check here`),
  ].map((problem) => `pnpm-workspace.yaml: ${problem}`)
}

/** Files that install packages, each by the lock file. */
const installers = ['scripts/setup/install-packages.mjs', 'infra/Dockerfile']

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const problems = [
    ...originProblems(readLock(root)),
    ...[
      'package.json',
      ...globSync(['{apps,packages}/*/package.json', '{bench,demo,tests}/package.json'], { cwd: root }),
    ].flatMap((file) => looseVersions(file, read(file))),
    ...workspaceProblems(read('pnpm-workspace.yaml')),
    ...installers
      .filter((file) => !read(file).includes('--frozen-lockfile'))
      .map((file) => `${file} does not install with --frozen-lockfile`),
  ]
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
