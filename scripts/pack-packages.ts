/** Packs what is published, the client and the command line, into a folder: `npm run pack:all -- FOLDER`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('name the folder for the packages: npm run pack:all -- FOLDER')
  process.exit(2)
}
mkdirSync(resolve(folder), { recursive: true })
const published = ['packages/client', 'apps/cli'].map((place) => `./${place}`)
const { status } = spawnSync('npm', ['pack', ...published, '--pack-destination', resolve(folder)], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
})
process.exitCode = status ?? 1
