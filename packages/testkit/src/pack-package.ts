import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

const root = join(import.meta.dirname, '../../..')

/** An environment in which npm reaches no registry and leaves the caller's cache alone. */
const offlineNpm = (folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  npm_config_cache: join(folder, 'npm-cache'),
})

/**
 * The tarball of `npm pack` in a package's folder, such as `packages/client`. It is made in a copy below `into`: while a
 * package is packed its manifest is another one, which processes that run from the workspace must not meet.
 */
export async function packPackage(folder: string, into: string): Promise<string> {
  const workspace = join(into, 'workspace')
  const copy = join(workspace, folder)
  const leftOut = new Set(['node_modules', 'dist'].map((name) => join(root, folder, name)))
  mkdirSync(copy, { recursive: true })
  cpSync(join(root, folder), copy, { recursive: true, filter: (from) => !leftOut.has(from) })
  for (const place of ['', folder]) {
    const [installed, linked] = [join(root, place, 'node_modules'), join(workspace, place, 'node_modules')]
    if (existsSync(installed) && !existsSync(linked)) symlinkSync(installed, linked)
  }
  const printed = await runProgram('npm', ['pack', '--silent', '--pack-destination', into], {
    cwd: copy,
    env: offlineNpm(into),
  })
  return join(into, printed.trim().split('\n').at(-1) ?? '')
}

/** A folder with a `package.json` of its own in which tarballs are installed, by npm and without a network. */
export async function installTarballs(
  folder: string,
  manifest: object,
  tarballs: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'plain', private: true, ...manifest }))
  await runProgram('npm', ['install', '--silent', ...tarballs], { cwd: folder, env: offlineNpm(folder) })
}
