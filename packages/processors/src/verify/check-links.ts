import { posix } from 'node:path'
import { splitFrontMatter } from './front-matter.ts'
import { type MarkdownLinks, markdownLinks } from './markdown-links.ts'
import type { Problem } from './problem.ts'
import type { ArchivedFile } from './read-entries.ts'

/** Relative links of the Markdown files lead to files of the archive, and their anchors to headings. */
export function checkLinks(files: ReadonlyMap<string, ArchivedFile>): Problem[] {
  const documents = new Map(
    [...files].flatMap(([path, { text }]): [string, MarkdownLinks][] =>
      path.endsWith('.md') && text !== null ? [[path, markdownLinks(splitFrontMatter(text).body)]] : [],
    ),
  )
  return [...documents].flatMap(([from, { targets }]) =>
    [...new Set(targets)].flatMap((target) => checkLink(from, target, files, documents)),
  )
}

function checkLink(
  from: string,
  target: string,
  files: ReadonlyMap<string, unknown>,
  documents: ReadonlyMap<string, MarkdownLinks>,
): Problem[] {
  // Of another site, or of the host that shows the document.
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return []
  const cut = target.indexOf('#')
  const [file, anchor] = cut === -1 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)]
  const path = file === '' ? from : resolved(from, file)
  const isThere =
    path !== null && (files.has(path) || [...files.keys()].some((key) => key.startsWith(`${path}/`)))
  if (!isThere)
    return [{ code: 'link_broken', path: from, message: `${target} leads to no file of the archive` }]
  const anchors = documents.get(path)?.anchors
  const isAnchor = anchor === '' || anchors === undefined || anchors.has(decoded(anchor) ?? anchor)
  return isAnchor ? [] : [{ code: 'anchor_broken', path: from, message: `${target} leads to no heading` }]
}

/** Null for a path that leaves the archive, or that is wrongly encoded. */
function resolved(from: string, file: string): string | null {
  const path = decoded(file)
  if (path === null) return null
  const joined = posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, '')
  return joined.startsWith('..') || path.startsWith('/') ? null : joined
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
