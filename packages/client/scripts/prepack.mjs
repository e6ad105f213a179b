/** Builds `dist` for `npm pack` and `npm publish`. npm has put the workspace's `tsc` on the path. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { usePackedManifest } from './manifest.mjs'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
// What an earlier build left must not be packed.
rmSync(join(folder, 'dist'), { recursive: true, force: true })
const { status, error } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], {
  cwd: folder,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (error) throw error
if (status !== 0) process.exit(status ?? 1)
usePackedManifest()
