import { collectBytes } from '@async-events/core'
import { load } from 'cheerio'
import { conferenceSite, type SiteFile, type SiteOptions, type SiteTalk } from '../src/index.ts'

export type Site = ReadonlyMap<string, string>

/** Every file of a site as text, by its path. */
export const readSite = (
  talks: readonly SiteTalk[],
  options?: SiteOptions,
  name = 'A batch',
): Promise<Site> => readFiles(conferenceSite(name, talks, options))

/** Files as text, by their paths. */
export async function readFiles(files: AsyncIterable<SiteFile>): Promise<Site> {
  const site = new Map<string, string>()
  for await (const { path, ref, open } of files) {
    if (site.has(path)) throw new Error(`${path} is there twice`)
    const bytes = await collectBytes(await open(), {
      maxBytes: ref.bytes,
      tooLarge: () => new Error(`${path} is longer than it says`),
    })
    site.set(path, bytes.toString())
  }
  return site
}

export const pagesOf = (site: Site): [path: string, html: string][] =>
  [...site].filter(([path]) => path.endsWith('.html'))

/** Links of the pages that lead to no file of the site, or to no anchor there: `page -> link`. */
export function brokenLinks(site: Site): string[] {
  const anchors = new Map(
    pagesOf(site).map(([path, html]) => [
      path,
      new Set(
        load(html)('[id]')
          .toArray()
          .map(({ attribs }) => attribs.id),
      ),
    ]),
  )
  return pagesOf(site).flatMap(([path, html]) =>
    load(html)('[href], [src], [poster], [action]')
      .toArray()
      .flatMap(({ attribs }) => [attribs.href, attribs.src, attribs.poster, attribs.action])
      .filter((link): link is string => link !== undefined && !/^(?:https?|mailto):/.test(link))
      .filter((link) => {
        const base = new URL(path.split('/').map(encodeURIComponent).join('/'), 'https://site.example/a/b/')
        const { pathname, hash } = new URL(link, base)
        const target = decodeURIComponent(pathname)
        if (!target.startsWith('/a/b/')) return true
        const file = target.slice('/a/b/'.length)
        if (!site.has(file)) return true
        return hash !== '' && !anchors.get(file)?.has(decodeURIComponent(hash.slice(1)))
      })
      .map((link) => `${path} -> ${link}`),
  )
}
