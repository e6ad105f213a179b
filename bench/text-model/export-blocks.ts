import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readLinkedData } from '../../packages/web/src/page/facts/linked-data.ts'
import { featureCount, featuresOf, type Lexicon } from '../../packages/web/src/page/text/block-features.ts'
import { type PageBlocks, readBlocks } from '../../packages/web/src/page/text/blocks.ts'
import { bodyOf, parseBounded } from '../../packages/web/src/page/tree/bounded-page.ts'
import { decodeHtml } from '../../packages/web/src/page/tree/decode-html.ts'

interface ReadPage {
  id: string
  page: PageBlocks
  title: string
  types: Set<string>
}

/** Text of each block and the names of its containers, a line of JSON for each page. */
export function exportBlocks(wcxb: string, file: string): void {
  const out = openSync(file, 'w')
  for (const { id, page } of pagesOf(wcxb)) {
    const index = new Map(page.frames.map((frame, place) => [frame, place]))
    const frames = page.frames.map(({ parent, names }) => [parent ? index.get(parent) : -1, names])
    const blocks = page.blocks.map(({ frame, text }) => [index.get(frame), text])
    writeSync(out, `${JSON.stringify({ id, frames, blocks })}\n`)
  }
  closeSync(out)
}

/** Features of each block, by the lexicon of the pages in other folds (`lexicon-<fold>.json`, `folds.json`). */
export function exportFeatures(wcxb: string, work: string): void {
  const folds = JSON.parse(readFileSync(join(work, 'folds.json'), 'utf8')) as Record<string, number>
  const lexicons = [...new Set(Object.values(folds))].sort().map((fold) => readLexicon(work, fold))
  const out = openSync(join(work, 'features.f32'), 'w')
  const counts: [string, number][] = []
  for (const { id, page, title, types } of pagesOf(wcxb)) {
    const lexicon = lexicons[folds[id] ?? 0]
    if (!lexicon) throw new Error(`No lexicon for ${id}`)
    writeSync(out, new Uint8Array(featuresOf(page, lexicon, { title, types }).buffer))
    counts.push([id, page.blocks.length])
  }
  closeSync(out)
  writeFileSync(join(work, 'features.json'), JSON.stringify({ width: featureCount, counts }))
}

function* pagesOf(wcxb: string): Generator<ReadPage> {
  for (const name of readdirSync(join(wcxb, 'html')).sort()) {
    const html = gunzipSync(readFileSync(join(wcxb, 'html', name)))
    const { $ } = parseBounded(decodeHtml(html, null, false))
    const body = bodyOf($)
    if (!body) continue
    const kind = $('meta[property="og:type"]').attr('content')
    const types = [...readLinkedData($).flatMap((thing) => thing.types), ...(kind ? [`og:${kind}`] : [])]
    yield {
      id: name.replace(/\.html\.gz$/, ''),
      page: readBlocks(body),
      title: $('head > title').first().text().replace(/\s+/g, ' ').trim(),
      types: new Set(types.map((type) => type.toLowerCase())),
    }
  }
}

function readLexicon(work: string, fold: number): Lexicon {
  const { names, words } = JSON.parse(readFileSync(join(work, `lexicon-${fold}.json`), 'utf8')) as Record<
    'names' | 'words',
    Record<string, number>
  >
  return { names: new Map(Object.entries(names)), words: new Map(Object.entries(words)) }
}
