/**
 * The package is used from its sources in the workspace and from `dist` once it is packed. `publishConfig` says what
 * differs; pnpm reads it so, npm does not. Plain JavaScript: `npm pack` may run on a Node that knows no TypeScript.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
const file = join(folder, 'package.json')
const kept = join(folder, 'package.workspace.json')

/** Puts the manifest that is packed in the place of the workspace's, which is kept. */
export function usePackedManifest() {
  // A pack before this one was cut off.
  restoreManifest()
  const { publishConfig, scripts, devDependencies, ...manifest } = JSON.parse(readFileSync(file, 'utf8'))
  const { access, ...differing } = publishConfig
  const packed = { ...manifest, ...differing, publishConfig: { access } }
  renameSync(file, kept)
  writeFileSync(file, `${JSON.stringify(packed, null, 2)}\n`)
}

export function restoreManifest() {
  if (existsSync(kept)) renameSync(kept, file)
}
