import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Metadata of an installed package. */
export interface InstalledPackage {
  /** SPDX expression; null if it has none. */
  license: string | null
  description: string | null
}

interface Manifest {
  name: string
  version: string
  description?: string
  license?: string | { type: string }
  licenses?: { type: string }[]
}

/** Every package under node_modules/.pnpm, by `name@version`. */
export function readInstalled(root: string): Map<string, InstalledPackage> {
  const store = join(root, 'node_modules', '.pnpm')
  const found = new Map<string, InstalledPackage>()
  for (const folder of readdirSync(store)) {
    for (const path of packagesIn(join(store, folder, 'node_modules'))) {
      const { name, version, license, licenses, description } = JSON.parse(
        readFileSync(join(path, 'package.json'), 'utf8'),
      ) as Manifest
      const stated = typeof license === 'object' ? license.type : license
      // The old way of stating several is a choice between them
      const old = licenses?.map(({ type }) => type).join(' OR ')
      found.set(`${name}@${version}`, { license: stated || old || null, description: description ?? null })
    }
  }
  return found
}

/** A folder of the store holds one package; its dependencies are links. */
function packagesIn(modules: string): string[] {
  if (!existsSync(modules)) return []
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    const path = join(modules, entry.name)
    if (!entry.isDirectory() || entry.name.startsWith('.')) return []
    return entry.name.startsWith('@') ? packagesIn(path) : [path]
  })
}
