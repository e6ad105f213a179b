import { spawnSync } from 'node:child_process'

/** The Debian and Ubuntu packages of each system tool. */
const packagesOf = {
  'redis-server': ['redis-server'],
  unzip: ['unzip'],
  curl: ['curl'],
  ffmpeg: ['ffmpeg'],
  // With the English model, and the second OCR language of the sample conference.
  pocketsphinx_batch: ['pocketsphinx', 'pocketsphinx-en-us'],
  tesseract: ['tesseract-ocr', 'tesseract-ocr-deu'],
  chromium: ['chromium'],
}

/** Installs missing system tools with apt if permitted; else throws with the exact command. */
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
  // RUNLEVEL: do not start the package's service, each run starts a private server.
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

/** Installs a tool without which tests are skipped; where that is not possible, says so and goes on. */
export function wishForTool(command) {
  try {
    installTools([command])
  } catch (error) {
    console.error(`${error.message}\nWithout ${command} its tests are skipped.`)
  }
}

const isThere = (command) => succeeds('sh', ['-c', `command -v ${command}`])
const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
