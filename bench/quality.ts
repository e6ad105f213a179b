/**
 * How well the main text of a page is found, and how fast, beside other extractors on published sets of pages.
 * `npm run bench -- quality [--wcxb DIR] [--articles DIR] [--as-articles] [--take N] [--only NAME] [--titles] [--long] [--misses]`
 *
 * - `--wcxb DIR`: a split of WCXB (github.com/Murrough-Foley/web-content-extraction-benchmark), scored by words
 * - `--articles DIR`: github.com/scrapinghub/article-extraction-benchmark, scored by runs of four words
 * - `--as-articles`: the articles of WCXB, scored like the second set
 * - `--take N`: N pages of each set, evenly spread
 * - `--only NAME`: one system alone, such as `ours`
 * - `--titles`: each text with the title in front that the extractor took out of it
 * - `--long`: precision and recall too
 * - `--misses`: pages that have lost their text, and our worst
 */
import { parseArgs } from 'node:util'
import { type MeasuredPage, measurePage } from './quality/measure-page.ts'
import { readArticles, readWcxb, type TruePage, takeEvenly } from './quality/page-sets.ts'
import { type Measured, printCosts, printMisses, printScores } from './quality/print-measured.ts'
import { isInstalled, runSystem, systems } from './quality/run-system.ts'
import { meanScore, type Score, scoreShingles } from './quality/score-text.ts'

const { values } = parseArgs({
  options: {
    wcxb: { type: 'string' },
    articles: { type: 'string' },
    'as-articles': { type: 'boolean', default: false },
    take: { type: 'string', default: 'Infinity' },
    only: { type: 'string' },
    titles: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
  },
})
if (values.wcxb === undefined && values.articles === undefined)
  throw new Error('name a set of pages: --wcxb DIR or --articles DIR')

const byWords = (pages: readonly MeasuredPage[]): Score => meanScore(pages.map(({ words }) => words))
const byShingles = (pages: readonly MeasuredPage[]): Score =>
  scoreShingles(pages.map(({ shingles }) => shingles))

const types = ['article', 'forum', 'product', 'collection', 'listing', 'documentation', 'service']
const wanted = systems.filter((name) => name === (values.only ?? name))
const installed = wanted.filter(isInstalled)
for (const name of wanted) if (!installed.includes(name)) console.log(`${name}: not installed`)

if (values.wcxb !== undefined) {
  console.log(
    'WCXB. The model of the text learns from its split `dev`: there our figures are partly memory. The training\n' +
      '(`bench/text-model`) prints those of pages that it did not see.\n',
  )
  const all = await measure(readWcxb(values.wcxb))
  const articles = all.map(({ system, pages }) => ({
    system,
    pages: pages.filter(({ type }) => type === 'article'),
  }))
  printScores(all, [...types, 'all'], byWords, values.long)
  if (values['as-articles']) {
    console.log('Its articles by the measure of the article benchmark.\n')
    printScores(articles, ['article'], byShingles, values.long)
  }
  printCosts(all)
  if (values.misses) printMisses(all)
}
if (values.articles !== undefined) {
  console.log('Article extraction benchmark.\n')
  const all = await measure(readArticles(values.articles))
  printScores(all, ['article'], byShingles, values.long)
  printCosts(all)
  if (values.misses) printMisses(all)
}

async function measure(set: readonly TruePage[]): Promise<Measured[]> {
  const pages = takeEvenly(set, Number(values.take))
  const measured: Measured[] = []
  // One after the other: two at a time would share the caches of the processor.
  for (const system of installed) {
    const answers = await runSystem(system, pages)
    measured.push({
      system,
      pages: answers.map((answer, index) => measurePage(pages[index]!, answer, values.titles)),
    })
  }
  return measured
}
