import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What decides the built page. */
const sources = [
  'apps/dashboard/index.html',
  'apps/dashboard/package.json',
  'apps/dashboard/vite.config.ts',
  'apps/dashboard/src',
  'packages/client/package.json',
  'packages/client/src',
  'pnpm-lock.yaml',
]

/** Builds the dashboard, which the API serves; does nothing if its sources have not changed since the last time. */
export function buildDashboard(root) {
  const app = join(root, 'apps/dashboard')
  const stamp = join(app, 'node_modules', '.cache', 'built')
  const wanted = fingerprint(root)
  const isThere = existsSync(join(app, 'dist/index.html')) && existsSync(stamp)
  if (isThere && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Building the dashboard …')
  const node = join(root, 'node_modules/node/bin/node')
  const vite = join(app, 'node_modules/vite/bin/vite.js')
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: app,
    encoding: 'utf8',
    // That of tests makes another page: each element with its place in the source.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`${stdout}${stderr}\nBuilding the dashboard failed.`)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

function fingerprint(root) {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of filesOf(join(root, source))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
