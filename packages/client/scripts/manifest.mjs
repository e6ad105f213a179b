/**
 * The package is used from its sources in the workspace and from `dist` once it is packed. `publishConfig` says what
 * differs; pnpm reads it so, npm does not. Plain JavaScript: `npm pack` may run on a Node that knows no TypeScript.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const client = fileURLToPath(new URL('..', import.meta.url))
const manifestOf = (folder) => join(folder, 'package.json')
const keptOf = (folder) => join(folder, 'package.workspace.json')

/**
 * The manifest that is packed of the package in a folder.
 * @param {string} folder
 * @param {object} changes fields that only the build knows
 */
function packedManifest(folder, changes = {}) {
  const { publishConfig, scripts, devDependencies, ...manifest } = JSON.parse(
    readFileSync(manifestOf(folder), 'utf8'),
  )
  const { access, ...differing } = publishConfig
  return { ...manifest, ...differing, ...changes, publishConfig: { access } }
}

/** Puts the manifest that is packed in the place of the workspace's, which is kept. */
export function usePackedManifest(folder = client, changes = {}) {
  // A pack before this one was cut off.
  restoreManifest(folder)
  const packed = packedManifest(folder, changes)
  renameSync(manifestOf(folder), keptOf(folder))
  writeFileSync(manifestOf(folder), `${JSON.stringify(packed, null, 2)}\n`)
}

export function restoreManifest(folder = client) {
  if (existsSync(keptOf(folder))) renameSync(keptOf(folder), manifestOf(folder))
}
