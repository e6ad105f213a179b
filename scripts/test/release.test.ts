import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { entryOf } from '../release/changelog.ts'
import { versionedFiles, versionOfTag, withVersion } from '../release/versioned-files.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const files = versionedFiles(root)

describe('versions from tags', () => {
  it('every file that states the version states the same one', () => {
    expect(files.length).toBeGreaterThan(25)
    for (const file of files)
      expect([file.path, withVersion(file, read(file.path), manifest.version)]).toEqual([
        file.path,
        read(file.path),
      ])
  })

  it('a tag changes one line of each, and what reads them finds it', () => {
    for (const file of files) {
      const before = read(file.path).split('\n')
      const changed = withVersion(file, read(file.path), '12.3.4-rc.1')
      const after = changed.split('\n')
      const different = after.flatMap((line, index) => (line === before[index] ? [] : [line]))
      expect([file.path, different.length]).toEqual([file.path, 1])
      expect(different[0]).toContain('12.3.4-rc.1')
      if (file.path.endsWith('.json')) expect(JSON.parse(changed).version).toBe('12.3.4-rc.1')
      if (file.path.endsWith('.yaml')) expect(Object.values(parse(changed))).toContain('12.3.4-rc.1')
    }
  })

  it('each package of the workspace is among them', () => {
    const paths = files.map(({ path }) => path)
    for (const path of [
      'package.json',
      'packages/client/package.json',
      'apps/cli/package.json',
      'apps/api/package.json',
    ])
      expect(paths).toContain(path)
  })

  it.each([
    ['v1.2.3', '1.2.3'],
    ['v1.2.3-rc.1', '1.2.3-rc.1'],
  ])('%s', (tag, version) => {
    expect(versionOfTag(tag)).toBe(version)
  })

  it.each(['1.2.3', 'v1.2', 'v1.2.3 ', 'v1.2.3-', 'v1.2.3$(id)', 'latest', ''])('%j is none', (tag) => {
    expect(() => versionOfTag(tag)).toThrow('is no tag of a version')
  })
})

describe('changelog', () => {
  const text =
    '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n### Added\n\n- A.\n\n## [1.2.2] - 2026-11-01\n\n- B.\n'
  it('gives the entry of a version', () => {
    expect(entryOf(text, '1.2.3')).toBe('### Added\n\n- A.')
    expect(entryOf(text, '1.2.2')).toBe('- B.')
  })
  it('gives none for an empty or a missing one', () => {
    expect(entryOf(text, 'Unreleased')).toBeNull()
    expect(entryOf(text, '1.2')).toBeNull()
  })
  it('has what is to be released, under the headings of Keep a Changelog', () => {
    const changelog = read('CHANGELOG.md')
    expect(entryOf(changelog, 'Unreleased')).not.toBeNull()
    const kinds = [...changelog.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind)
    const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
    expect(kinds.filter((kind) => !known.includes(kind ?? ''))).toEqual([])
  })
})
