import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What bundles of these apps are made of: sources, data that they import, and the versions of libraries. */
export function sourcesKey(root: string, apps: readonly string[]): string {
  const folders = ['packages/*', 'apps/local', ...apps.map((app) => `apps/${app}`)]
  const files = globSync(
    folders.flatMap((folder) => [`${folder}/package.json`, `${folder}/src/**/*.{ts,json}`]),
    { cwd: root, exclude: ['**/*.test.ts'] },
  ).sort()
  const hash = createHash('sha256')
  // Bundles name folders of this machine.
  hash.update(JSON.stringify([root, process.version, apps]))
  for (const file of [...files, 'pnpm-lock.yaml'])
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}
