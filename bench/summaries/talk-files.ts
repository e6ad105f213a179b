import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The files that were named, else the talks of this folder. */
export function talkFiles(named: readonly string[]): readonly string[] {
  if (named.length > 0) return named
  const folder = fileURLToPath(new URL('talks/', import.meta.url))
  return readdirSync(folder)
    .toSorted()
    .map((name) => folder + name)
}
