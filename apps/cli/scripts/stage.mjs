/** Packs the client and the command line without a change in their folders, where tests may be reading. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packedManifest } from '../../../packages/client/scripts/manifest.mjs'
import { build } from './build.mjs'
import { dependencies, folder } from './packed.mjs'

const client = fileURLToPath(new URL('../../../packages/client', import.meta.url))

/**
 * The tarballs, made below the folder `to`.
 * @param {string} to
 * @returns {Promise<string[]>}
 */
export async function packBoth(to) {
  const [ofClient, ofProgram] = [join(to, 'client'), join(to, 'cli')]
  mkdirSync(ofClient, { recursive: true })
  mkdirSync(ofProgram, { recursive: true })
  const compiler = join(client, 'node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [
    compiler,
    '-p',
    join(client, 'tsconfig.build.json'),
    '--outDir',
    join(ofClient, 'dist'),
  ])
  await build(join(ofProgram, 'dist'))
  return [
    pack(client, ofClient, packedManifest(client)),
    pack(folder, ofProgram, packedManifest(folder, { dependencies })),
  ]
}

function pack(from, to, manifest) {
  for (const file of ['README.md', 'LICENSE']) cpSync(join(from, file), join(to, file))
  if (manifest.files.includes('src')) cpSync(join(from, 'src'), join(to, 'src'), { recursive: true })
  writeFileSync(join(to, 'package.json'), JSON.stringify(manifest))
  const output = execFileSync('npm', ['pack', '--json'], { cwd: to, encoding: 'utf8' })
  return join(to, JSON.parse(output)[0].filename)
}
