/**
 * Lays out a folder for each app: the workspace with the packages of ours that the app reaches and the libraries that they
 * import, and nothing else: `node infra/split-apps.ts FOLDER`, in a workspace after `pnpm install --prod`.
 *
 * A dependency of a `package.json` is not enough to be there: the API depends on `processors` for its contracts, and does not
 * reach its readers of slides. What is reached is said by `reachedFrom`.
 */
import { globSync, linkSync, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { entriesOf } from './reach/entries-of.ts'
import { reachedFrom } from './reach/reached-from.ts'

const [out] = process.argv.slice(2)
if (out === undefined) throw new Error('usage: node infra/split-apps.ts FOLDER')

/** Types, maps of sources and manuals: nothing that a process loads. Licences stay. */
const isForPeople = (file: string): boolean => /\.(?:d\.[cm]?ts|map|md|markdown|tsbuildinfo)$/i.test(file)

/** What an image runs next to its app. */
const scripts = ['healthcheck.mjs', 'compile.mjs', 'load-runners.mjs']

for (const main of globSync('apps/*/src/main.ts').sort()) {
  const app = main.split('/')[1] ?? ''
  // Its commands are in images of apps.
  if (app === 'cli') continue
  const folder = join(out, app)
  const { folders, libraries } = reachedFrom(entriesOf(app))
  for (const own of folders) linkFolder(own, join(folder, own), own)
  for (const link of libraries) linkAgain(link, join(folder, link))
  for (const place of storeOf([...libraries])) linkFolder(place, join(folder, place), null)
  mkdirSync(join(folder, 'infra'))
  for (const script of scripts) linkSync(join('infra', script), join(folder, 'infra', script))
  console.log(`${app}: ${folders.size} packages of ours, ${libraries.size} links to libraries`)
}

/** Folders of pnpm's store, `node_modules/.pnpm/<name>@<version>`, that these links lead to, directly or not. */
function storeOf(links: string[]): Set<string> {
  const found = new Set<string>()
  const waiting = links.map((link) => realpathSync(link))
  for (const path of waiting) {
    const place = /^(.*\/node_modules\/\.pnpm\/[^/]+)\/node_modules\//.exec(path)?.[1]
    if (place === undefined) continue
    const from = relative(process.cwd(), place)
    if (found.has(from)) continue
    found.add(from)
    for (const link of globSync(['*', '@*/*'], { cwd: join(from, 'node_modules') }))
      if (!link.startsWith('.')) waiting.push(realpathSync(join(from, 'node_modules', link)))
  }
  return found
}

/** The same files at another place, without a copy of their bytes. Of a package of ours its `node_modules` is left out. */
function linkFolder(from: string, to: string, own: string | null): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isSymbolicLink()) linkAgain(source, target)
    else if (entry.isDirectory()) {
      if (own === null || entry.name !== 'node_modules') linkFolder(source, target, own)
    } else if (own !== null || !isForPeople(entry.name)) linkSync(source, target)
  }
}

function linkAgain(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(readlinkSync(from), to)
}
