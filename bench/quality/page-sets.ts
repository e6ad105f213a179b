import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A page of a published set. */
export interface TruePage {
  id: string
  url: string
  /** Gzip of UTF-8. */
  file: string
  type: string
  /** The main text as people wrote it down. */
  reference: string
}

interface WcxbTruth {
  url?: string
  _internal?: { page_type?: { primary?: string } | string }
  ground_truth?: { main_content?: string | null }
}

/** A split of WCXB: `ground-truth/<id>.json` and `html/<id>.html.gz`. */
export function readWcxb(folder: string): TruePage[] {
  return readdirSync(join(folder, 'ground-truth'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const truth = readJson<WcxbTruth>(join(folder, 'ground-truth', name))
      const id = name.slice(0, -'.json'.length)
      const kind = truth._internal?.page_type
      const type = (typeof kind === 'string' ? kind : kind?.primary) ?? 'article'
      return {
        id,
        url: urlOf(truth.url),
        file: join(folder, 'html', `${id}.html.gz`),
        type: type === 'category' ? 'collection' : type,
        reference: truth.ground_truth?.main_content ?? '',
      }
    })
}

/** The layout of scrapinghub/article-extraction-benchmark: `ground-truth.json` and `html/<id>.html.gz`. */
export function readArticles(folder: string): TruePage[] {
  const truths = readJson<Record<string, { articleBody?: string; url?: string }>>(
    join(folder, 'ground-truth.json'),
  )
  return Object.entries(truths).map(([id, { articleBody = '', url }]) => ({
    id,
    url: urlOf(url),
    file: join(folder, 'html', `${id}.html.gz`),
    type: 'article',
    reference: articleBody,
  }))
}

/** `count` pages spread evenly over the set; all of a smaller one. */
export function takeEvenly(pages: readonly TruePage[], count: number): TruePage[] {
  if (count >= pages.length) return [...pages]
  return Array.from({ length: count }, (_, index) => pages[Math.floor((index * pages.length) / count)]!)
}

const urlOf = (url: string | undefined): string =>
  url !== undefined && URL.canParse(url) ? url : 'https://page.example/'

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T
