import { spawnSync } from 'node:child_process'

/** System tools by command, with the Debian and Ubuntu package that has them. */
const packagesOf = {
  'redis-server': ['redis-server'],
  unzip: ['unzip'],
  curl: ['curl'],
  ffmpeg: ['ffmpeg'],
  // With the model of English, and the one language of OCR beside English that the sample conference needs.
  pocketsphinx_batch: ['pocketsphinx', 'pocketsphinx-en-us'],
  tesseract: ['tesseract-ocr', 'tesseract-ocr-deu'],
}

/** Installs missing system tools with apt when it may; else throws with the exact command. Nothing is skipped for them. */
export function installTools(commands) {
  const missing = commands.filter((command) => !isThere(command))
  if (missing.length === 0) return
  const packages = missing.flatMap((command) => packagesOf[command])
  const shown = `sudo apt-get update && sudo apt-get install --no-install-recommends -y ${packages.join(' ')}`
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (!isThere('apt-get') || (sudo.length > 0 && !succeeds('sudo', ['-n', 'true']))) {
    throw new Error(`Missing: ${missing.join(', ')}. Install with:\n  ${shown}`)
  }
  console.error(`Installing ${packages.join(', ')} …`)
  // RUNLEVEL: the package's own service is not wanted, each run starts a private server.
  const env = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
  for (const args of [
    ['update', '-qq'],
    ['install', '--no-install-recommends', '-y', '-qq', ...packages],
  ]) {
    const [command, ...rest] = [...sudo, ...env, 'apt-get', ...args]
    spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const still = missing.filter((command) => !isThere(command))
  if (still.length > 0) throw new Error(`Could not install ${still.join(', ')}. Install with:\n  ${shown}`)
}

const isThere = (command) => succeeds('sh', ['-c', `command -v ${command}`])
const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
