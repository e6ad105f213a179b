import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const pnpm = 'pnpm@12.20.0'

/** Installs the packages of the lock file (with Node 24) through npm; does nothing if nothing has changed. */
export function installPackages(root) {
  const stamp = join(root, 'node_modules', '.installed')
  const wanted = fingerprint(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing packages …')
  const args = ['--yes', '--loglevel=error', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only']
  const result = spawnSync('npx', args, { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true' } })
  if (result.status !== 0) {
    const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.split('\n').slice(-25).join('\n')
    throw new Error(`${said}\nInstalling the packages failed; the command was: npx ${args.join(' ')}`)
  }
  writeFileSync(stamp, wanted)
}

function fingerprint(root) {
  const folders = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  )
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...['.', 'bench', 'demo', 'tests', ...folders].map((folder) => join(folder, 'package.json')),
  ]
  const hash = createHash('sha256')
  for (const file of files)
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
