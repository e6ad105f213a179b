/** Prints what the changelog tells of the version of a tag: `node scripts/release-notes.ts v1.2.3`. Ends with 1 when it tells nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entryOf } from './release/changelog.ts'
import { versionOfTag } from './release/versioned-files.ts'

const tag = process.argv[2] ?? ''
const entry = entryOf(readFileSync(join(import.meta.dirname, '../CHANGELOG.md'), 'utf8'), versionOfTag(tag))
if (entry === null) {
  console.error(`CHANGELOG.md has no entry for ${tag}: name its heading "## [${versionOfTag(tag)}] - DATE"`)
  process.exit(1)
}
console.log(entry)
