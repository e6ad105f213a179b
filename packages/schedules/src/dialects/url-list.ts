import type { StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'

/** One address on a line, with or without a title: pages of sessions. Lines that begin with `#` are comments. */
export const urlList: Dialect = {
  name: 'url-list',
  recognises: ({ kind, text }) => {
    if (kind !== 'text') return false
    const lines = text.split(/\r?\n/, 200).filter((line) => line.trim() !== '' && !isComment(line))
    return lines.length > 0 && lines.filter((line) => address.test(line)).length * 2 > lines.length
  },
  read({ text }, report) {
    const sessions = text.split(/\r?\n/).flatMap((line, at): StatedSession[] => {
      if (line.trim() === '' || isComment(line)) return []
      const url = address.exec(line)?.[0]?.replace(/[)\]>.,;]+$/, '')
      if (url === undefined) {
        report.problem('malformed', at + 1, 'The line has no web address.', {
          event: line.slice(0, 100),
          left_out: true,
        })
        return []
      }
      return [{ line: at + 1, ids: [url], title: titleOf(line, url), urls: [url] }]
    })
    return { sessions }
  },
}

const address = /\bhttps?:\/\/[^\s<>"]+/i
const isComment = (line: string): boolean => /^\s*#/.test(line)

/** What else the line says, as in Markdown lists; else the last part of the address. */
export function titleOf(line: string, url: string): string {
  const said = line
    .replace(url, '')
    .replaceAll(/[[\]()<>|*]+/g, ' ')
    .replace(/^[\s\-–—:.\d;,]+|[\s\-–—:;,]+$/g, '')
    .trim()
  if (/\p{L}{2}/u.test(said)) return said
  return titleOfAddress(url)
}

/** `https://…/talks/the-quiet-build/` → `the quiet build`. */
export function titleOfAddress(url: string): string {
  const parsed = URL.parse(url)
  const part = (parsed?.pathname ?? '').split('/').findLast((one) => one !== '') ?? parsed?.hostname ?? url
  return decoded(part)
    .replace(/\.(?:html?|php|aspx?)$/i, '')
    .replaceAll(/[-_+]+/g, ' ')
    .trim()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
