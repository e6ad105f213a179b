import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const own = '@async-events/'
/** Static imports and re-exports of values; a type is erased, and `import()` loads only when it is reached. */
const statement = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?'([^']+)'/gm

/**
 * Every package, of ours or not, that running a file loads, with the file that imports it first: follows our own
 * packages through the `exports` of their package.json. Paths are relative to the root of the repository.
 */
export function loadedPackages(entry: string): Map<string, string> {
  const packages = new Map<string, string>()
  const files = new Set([entry])
  for (const file of files) {
    if (!file.endsWith('.ts')) continue
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(statement)) {
      if (specifier.startsWith('.')) {
        files.add(join(dirname(file), specifier))
      } else if (!specifier.startsWith('node:')) {
        const name = packageName(specifier)
        if (!packages.has(name)) packages.set(name, file)
        if (name.startsWith(own)) files.add(ownFile(name, specifier))
      }
    }
  }
  return packages
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The file behind `@async-events/<name>` or `@async-events/<name>/<part>`. */
function ownFile(name: string, specifier: string): string {
  const folder = join('packages', name.slice(own.length))
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports?: Record<string, string>
  }
  const file = exports[`.${specifier.slice(name.length)}`]
  if (file === undefined || !existsSync(join(folder, file)))
    throw new Error(`${specifier} is not exported by ${folder}/package.json`)
  return join(folder, file)
}
