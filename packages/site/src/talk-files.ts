import { nameKey } from '@async-events/core'
import type { PageTalk } from './conference.ts'
import type { SiteFile, TalkFile } from './site-talk.ts'

/** What a browser shows or saves without running it. Pages and drawings that others made stay out: they would run here. */
const kept =
  /^(?:image\/(?:png|jpeg|webp|gif|avif)|(?:audio|video)\/[\w.+-]+|text\/(?:vtt|plain|markdown)|application\/(?:x-subrip|json|pdf))$/

/** Endings that a file server would send as a page or a script, whatever the type was. */
const running = /\.(?:x?html?|svgz?|xml|xslt?|m?js|css|php\d?|phtml|cgi|asp|htaccess)$/i

/** The files of a talk that the site has, by their path in the archive. */
export function filesOfTalk(talk: PageTalk, files: readonly TalkFile[]): Map<string, SiteFile> {
  const folder = folderOf(talk)
  const taken = new Set<string>()
  const found = new Map<string, SiteFile>()
  for (const { path, bytes, media_type, open } of files) {
    if (!kept.test(media_type) || running.test(path) || !isPlain(path) || taken.has(nameKey(path))) continue
    taken.add(nameKey(path))
    found.set(path, { path: `${folder}/${path}`, ref: { bytes, media_type }, open })
  }
  return found
}

/** Folder of what belongs to a talk: as in its archive, so that links of its Markdown keep working. */
export const folderOf = ({ page }: PageTalk): string => page.replace(/^talks\/(.*)\.html$/, 'files/$1')

const isPlain = (path: string): boolean =>
  path.isWellFormed() &&
  !/[\\:\p{Cc}\u2028\u2029]/u.test(path) &&
  path.split('/').every((part) => part !== '' && !part.startsWith('.'))
