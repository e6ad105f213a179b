import { h } from 'hastscript'
import { type SiteContext, writePage } from './write-page.ts'

/** The search: a script reads the index that is next to it. Without one the page leads to the list of all talks. */
export function searchPage(context: SiteContext, languages: readonly string[]): string {
  const { words } = context
  const names = new Intl.DisplayNames([context.language], { type: 'language', fallback: 'code' })
  return writePage(context, {
    path: 'search.html',
    title: words.search,
    scripts: ['search.js'],
    main: [
      h('h1', words.search),
      h('noscript', h('p', [words.searchNeedsScript, ' ', h('a', { href: 'talks.html' }, words.talks)])),
      h(
        'form#search',
        {
          action: 'search.html',
          method: 'get',
          dataSearching: words.searching,
          dataFailed: words.searchFailed,
          dataFound: words.found,
          dataFoundOne: words.foundOne,
          dataFoundNone: words.foundNone,
          dataMore: words.more,
        },
        [
          h('label', [
            h('span', words.searchFor),
            h('input#q', { type: 'search', name: 'q', required: true }),
          ]),
          h('label', [
            h('span', words.searchIn),
            h('select#in', { name: 'in' }, [
              h('option', { value: '' }, words.everyLanguage),
              ...languages
                .filter((language) => language !== 'und')
                .map((language) => h('option', { value: language }, names.of(language) ?? language)),
            ]),
          ]),
          h('button', { type: 'submit' }, words.search),
        ],
      ),
      h('p#state', { role: 'status' }),
      h('ol#hits.hits'),
    ],
  })
}
