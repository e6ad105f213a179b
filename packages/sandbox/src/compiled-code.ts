import { accessSync, constants, statSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'

/**
 * The folder in which Node keeps compiled modules (`NODE_COMPILE_CACHE`), for children that read untrusted files; null
 * where they must not use it. Node reads it only with its permission to write there, and what a compromised child wrote
 * would run in every later one: so the system has to refuse that, as in the images, where it is another user's.
 */
export function compiledCode(folder = getCompileCacheDir()): string | null {
  if (folder === undefined) return null
  try {
    // An owner may change the mode.
    if (statSync(folder).uid === process.getuid?.()) return null
    accessSync(folder, constants.W_OK)
    return null
  } catch (thrown) {
    const refused = ['EACCES', 'EROFS']
    return thrown instanceof Error && 'code' in thrown && refused.includes(String(thrown.code))
      ? folder
      : null
  }
}
