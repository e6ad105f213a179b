/**
 * Writes the version of a tag into every file that states it: `node scripts/set-version.ts v1.2.3`. A release does so before it
 * builds; what is committed keeps the version that is being worked on.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { versionedFiles, versionOfTag, withVersion } from './release/versioned-files.ts'

const root = join(import.meta.dirname, '..')
const version = versionOfTag(process.argv[2] ?? '')
for (const file of versionedFiles(root)) {
  const path = join(root, file.path)
  writeFileSync(path, withVersion(file, readFileSync(path, 'utf8'), version))
}
console.log(version)
