/**
 * What `CHANGELOG.md` (https://keepachangelog.com) tells of a version, without its heading; null when it has no entry, or an
 * empty one.
 */
export function entryOf(changelog: string, version: string): string | null {
  const heading = `## [${version}]`
  const sections = changelog.split(/^(?=## )/m)
  const found = sections.find((section) => section.startsWith(heading))
  const text = found?.slice(found.indexOf('\n')).trim() ?? ''
  return text === '' ? null : text
}
