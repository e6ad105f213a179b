import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { type Conference, groupKinds } from '../conference.ts'
import type { Element, ElementContent } from '../html-tree.ts'
import type { Words } from '../words/en.ts'
import { linkTo } from './links.ts'

/** What every page is made with. */
export interface SiteContext {
  conference: Conference
  words: Words
  /** Of the site's own words. */
  language: string
  /** There is a page of topics. */
  hasTopics: boolean
}

export interface PageParts {
  /** Path in the site. */
  path: string
  title: string
  main: ElementContent[]
  /** Scripts of `look/`; a page reads without them. */
  scripts?: readonly string[]
  /** Origin that plays its recording. */
  mediaOrigin?: string | null
  description?: string
}

/** A page of the site as HTML. Trees are written, never texts: what a talk says cannot become a tag or an attribute. */
export function writePage(
  context: SiteContext,
  { path, title, main, scripts = [], mediaOrigin = null, description = '' }: PageParts,
): string {
  const { conference, words, language } = context
  const to = (target: string): string => linkTo(path, target)
  const isStart = path === 'index.html'
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy(mediaOrigin) }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    ...(description === '' ? [] : [h('meta', { name: 'description', content: description.slice(0, 300) })]),
    h('title', isStart || title === conference.title ? conference.title : `${title} – ${conference.title}`),
    h('link', { rel: 'stylesheet', href: to('look/theme.css') }),
    h('link', { rel: 'stylesheet', href: to('look/site.css') }),
    h('link', {
      rel: 'alternate',
      type: 'application/atom+xml',
      title: words.newTalks,
      href: to('feed.xml'),
    }),
    ...scripts.map((name) => h('script', { type: 'module', src: to(`look/${name}`) })),
  ])
  const body = h('body', [
    h('a.skip', { href: '#content' }, words.skip),
    h('header.site-header', [
      h(
        'a.site-name',
        { href: to('index.html'), ariaCurrent: isStart ? 'page' : undefined },
        conference.title,
      ),
      h('nav', { ariaLabel: words.nav }, navigation(path, context)),
      h('form.site-search', { action: to('search.html'), method: 'get', role: 'search' }, [
        h('label', [
          h('span.hidden-text', words.searchFor),
          h('input', { type: 'search', name: 'q', required: true }),
        ]),
        h('button', { type: 'submit' }, words.search),
      ]),
    ]),
    h('main#content', { tabIndex: -1 }, main),
  ])
  const html = h('html', { lang: language }, [head, body])
  return `${toHtml({ type: 'root', children: [{ type: 'doctype' }, html] }, { upperDoctype: true })}\n`
}

function navigation(path: string, { conference: { groups }, words, hasTopics }: SiteContext): Element[] {
  const pages = [
    'talks' as const,
    ...groupKinds.filter((kind) => groups[kind].length > 0),
    ...(hasTopics ? ['topics' as const] : []),
  ]
  return pages.map((name) =>
    h(
      'a',
      { href: linkTo(path, `${name}.html`), ariaCurrent: path === `${name}.html` ? 'page' : undefined },
      words[name],
    ),
  )
}

/** Nothing but the site itself, and the recording where it is. A page of the site may be opened from a folder. */
const policy = (mediaOrigin: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `media-src 'self'${mediaOrigin === null ? '' : ` ${mediaOrigin}`}`,
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ')
