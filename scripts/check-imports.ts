/** Compares every package.json with the table of who may import whom (ARCHITECTURE.md). */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadedPackages } from './imports/loaded-packages.ts'

const own = '@async-events/'

/** What each package may depend on of ours; `core` and `embedded-mongo` also list every library they may use. */
const table: Record<string, { ours: string[]; libraries?: string[] }> = {
  core: { ours: [], libraries: ['zod'] },
  'embedded-mongo': { ours: [], libraries: ['bson', 'mingo'] },
  web: { ours: ['core'] },
  sandbox: { ours: ['core'] },
  media: { ours: ['core', 'sandbox'] },
  ai: { ours: ['core'] },
  artifacts: { ours: ['core'] },
  queue: { ours: ['core'] },
  mongo: { ours: ['core'] },
  runtime: { ours: ['core'] },
  embedded: { ours: ['core', 'sandbox', 'embedded-mongo'] },
  client: { ours: [], libraries: [] },
  processors: { ours: ['core', 'sandbox', 'media', 'web', 'ai'] },
  // Opens the adapters behind core's ports, once for all apps (docs/adr/0003-one-package-opens-the-adapters.md).
  stack: { ours: ['core', 'web', 'artifacts', 'queue', 'mongo', 'runtime', 'processors'] },
  worker: {
    ours: ['core', 'stack', 'queue', 'artifacts', 'processors', 'runtime', 'sandbox', 'media', 'web', 'ai'],
  },
}

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const problems: string[] = []
const read = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const foldersIn = (parent: string): string[] =>
  readdirSync(parent).filter((name) => existsSync(join(parent, name, 'package.json')))
const appNames = new Set(foldersIn('apps').map((name) => read(join('apps', name)).name))

for (const name of foldersIn('packages')) {
  if (name === 'testkit') continue
  const rule = table[name]
  if (!rule) {
    problems.push(`packages/${name} has no row in the import table`)
    continue
  }
  for (const dependency of Object.keys(read(join('packages', name)).dependencies ?? {})) {
    const isOwn = dependency.startsWith(own)
    const isAllowed = isOwn
      ? rule.ours.includes(dependency.slice(own.length))
      : (rule.libraries?.includes(dependency) ?? true)
    if (!isAllowed) problems.push(`packages/${name} may not depend on ${dependency}`)
  }
}
for (const [parent, name] of ['apps', 'packages'].flatMap((parent) =>
  foldersIn(parent).map((name) => [parent, name] as const),
)) {
  const { dependencies = {} } = read(join(parent, name))
  for (const dependency of Object.keys(dependencies)) {
    if (appNames.has(dependency)) problems.push(`${parent}/${name} may not depend on the app ${dependency}`)
    if (dependency === `${own}testkit`) problems.push(`${parent}/${name} may use testkit in tests only`)
  }
}

/** Contracts are read by the API and the documentation: they must not draw in what their runners need. */
const contracts = readdirSync('packages/processors/src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join('packages/processors/src', entry.name, 'contract.ts'))
for (const file of contracts.filter((path) => existsSync(path))) {
  for (const [, from] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
    if (from !== 'zod' && from !== `${own}core`) problems.push(`${file} may not import ${from}`)
  }
}

/** What only workers need: native code, and parsers of hostile input. */
const forWorkers = [
  ...['worker', 'media', 'ai'].map((name) => `${own}${name}`),
  ...['@mozilla/readability', '@napi-rs/canvas', 'cheerio', 'defuddle', 'linkedom', 'pdfjs-dist'],
]
for (const app of ['api', 'keeper']) {
  const loaded = loadedPackages(join('apps', app, 'src/main.ts'))
  for (const name of forWorkers) {
    const by = loaded.get(name)
    if (by !== undefined) problems.push(`apps/${app} must not load ${name}, which ${by} imports`)
  }
}

for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
