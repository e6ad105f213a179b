import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { conference, mostFrequent } from './conference.ts'
import { readTopics } from './connections/read-topics.ts'
import { atomFeed } from './feeds/atom-feed.ts'
import { podcastFeed } from './feeds/podcast-feed.ts'
import { groupPage, groupsPage, kindsOf, startPage, talksPage } from './pages/list-pages.ts'
import { searchPage } from './pages/search-page.ts'
import { titleOf, whenOf } from './pages/talk-list.ts'
import { topicsPage } from './pages/topics-page.ts'
import type { SiteContext } from './pages/write-page.ts'
import { SearchIndex } from './search/search-index.ts'
import type { SiteFile, SiteTalk } from './site-talk.ts'
import type { SiteLanguage } from './words/site-languages.ts'
import { siteLanguage, wordsOf } from './words/site-words.ts'
import { writeTalk } from './write-talk.ts'
import { writtenFile } from './written-file.ts'

export interface SiteOptions {
  /** Of the site's own words; by default that of most documents. */
  language?: SiteLanguage | undefined
  /** Where the site will be, ending in `/`: feeds have absolute addresses then. */
  baseUrl?: string | null | undefined
}

/**
 * The static site of a conference, file by file. Each talk is read twice, one at a time: for what talks have in common, and for its
 * page. The terms of the search are held until the end.
 *
 * @param name of the batch, where no talk names its event
 */
export async function* conferenceSite(
  name: string,
  all: readonly SiteTalk[],
  { language, baseUrl = null }: SiteOptions = {},
): AsyncGenerator<SiteFile, void, void> {
  const found = conference(name, all)
  const { talks, groups } = found
  const own = language ?? siteLanguage(mostFrequent(talks.map(({ facts }) => facts.language)))
  const topics = await readTopics(found)
  const hasTopics = topics.all.length > 0
  const context: SiteContext = { conference: found, words: wordsOf[own], language: own, hasTopics }
  const index = new SearchIndex()
  const pages = new Map(talks.map(({ document, page }) => [document, page]))

  yield writtenFile('index.html', startPage(context))
  yield writtenFile('talks.html', talksPage(context))
  if (hasTopics) yield writtenFile('topics.html', topicsPage(topics.all, context))
  for (const kind of kindsOf(context)) {
    yield writtenFile(`${kind}.html`, groupsPage(kind, context))
    for (const group of groups[kind]) yield writtenFile(group.page, groupPage(group, context))
  }
  for (const talk of talks) {
    const pageOf = (document: string): string | null => pages.get(document) ?? null
    yield* writeTalk(talk, await talk.read(), { context, index, topics, pageOf })
  }
  const languages = index.languages()
  yield writtenFile('search.html', searchPage(context, Object.keys(languages)))
  const listed = talks.map((talk) => ({
    title: titleOf(talk),
    page: talk.page,
    about: [talk.facts.speakers.map((one) => one.name).join(', '), whenOf(talk, own)]
      .filter(Boolean)
      .join(' · '),
    language: talk.facts.language,
  }))
  yield writtenFile('search/index.json', JSON.stringify({ languages, talks: listed }))
  for await (const { path, json } of index.parts()) yield writtenFile(path, json)
  for (const [code, source] of index.stemmers()) yield writtenFile(`look/stem-${code}.js`, source)
  yield writtenFile('feed.xml', atomFeed(context, baseUrl))
  if (talks.some(({ facts }) => facts.recording?.media))
    yield writtenFile('podcast.xml', podcastFeed(context, baseUrl))
  yield* look()
}

const own = (path: string): URL => new URL(path, import.meta.url)

/** Style sheets, scripts and the library of the search, as they are. */
async function* look(): AsyncGenerator<SiteFile, void, void> {
  const files: [path: string, from: URL][] = [
    ['look/theme.css', own('./look/theme.css')],
    ['look/site.css', own('./look/site.css')],
    ['look/talk.js', own('./look/talk.js')],
    ['look/search.js', own('./look/search.js')],
    ['look/terms.js', own('./look/terms.js')],
    ['look/minisearch.js', new URL(import.meta.resolve('minisearch'))],
    ['look/LICENSES.txt', own('./look/LICENSES.txt')],
  ]
  for (const [path, from] of files) {
    const text = await readFile(fileURLToPath(from), 'utf8')
    // The map is not part of the site.
    yield writtenFile(path, text.replace(/^\/\/# sourceMappingURL=.*$/m, ''))
  }
}
