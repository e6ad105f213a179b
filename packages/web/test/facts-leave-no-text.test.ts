import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageFacts } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { factLabel } from '../src/page/facts/fact-labels.ts'
import { flattenPage } from '../src/page/facts/flat-page.ts'
import { languageTag } from '../src/page/facts/language-name.ts'
import { readLinkedData } from '../src/page/facts/linked-data.ts'
import { readFacts } from '../src/page/facts/read-facts.ts'
import { readPage } from '../src/page/read-page.ts'
import { isOnlyWhen } from '../src/page/times/is-only-when.ts'
import { readWhen } from '../src/page/times/read-when.ts'
import { isElement, parseBounded } from '../src/page/tree/bounded-page.ts'
import { decodeHtml } from '../src/page/tree/decode-html.ts'
import { readTruth } from './fields/page-truth.ts'

const folder = fileURLToPath(new URL('./conference-pages/', import.meta.url))
const truths = readTruth(folder)
const plain = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** What is left of a line without the facts, their labels and the words between them. */
function unkept(line: string, facts: PageFacts): string {
  const values = [
    facts.title,
    facts.room,
    facts.track,
    facts.event,
    facts.licence,
    ...facts.keywords,
    ...facts.speakers.map(({ name }) => name),
  ].flatMap((value) => (value === null ? [] : [value]))
  let rest = line
  for (const value of values.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(value, ' | ')
  const { spans } = readWhen(rest, { labelled: true })
  if (facts.day !== null || facts.startTime !== null)
    for (const [from, to] of spans.toReversed()) rest = `${rest.slice(0, from)} | ${rest.slice(to)}`
  return rest
    .split(/[|:：·•@→()]/)
    .map((piece) => piece.trim())
    .filter((piece) => factLabel(piece) === null && !isOnlyWhen(piece) && !isSaid(piece, facts))
    .map((piece) => plain(piece).replace(between, ' '))
    .join(' ')
    .trim()
}

/** Words between facts, and the zones of times, which the fact has as its offset or leaves to the place. */
const between =
  /(?<![\p{L}\p{N}])(?:and|und|et|y|e|a|by|with|von|mit|par|por|in|at|on|im|the|to|from|til|bis|uhr|utc|gmt|[a-z]{1,3}s?t|europe \p{L}+|\+?\d{1,2}|presented|day)(?![\p{L}\p{N}])/gu

/** The value is there in another form: a language by its tag, minutes, a licence by its address. */
const isSaid = (piece: string, facts: PageFacts): boolean =>
  (facts.language !== null && (piece === facts.language || languageTag(piece) === facts.language)) ||
  (facts.duration !== null && /^\d/.test(piece)) ||
  facts.sources.licence === 'label'

describe('what leaves the text as a fact is among the facts', () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith('.html')))('%s', (file) => {
    const bytes = readFileSync(`${folder}/${file}`)
    const truth = truths.find((each) => each.file === file)
    const url = truth?.url ?? 'https://conf.example.org/talk/1'
    const page = readPage(bytes, { url, charset: null, mediaType: 'text/html' })
    const { $ } = parseBounded(decodeHtml(bytes, null, false))
    const { factElements } = readFacts($, readLinkedData($), url)
    const flat = flattenPage($)
    const markdown = plain(page.markdown)
    const lost: string[] = []
    for (const element of flat.elements) {
      if (!factElements.has(element.node) || !isElement(element.node)) continue
      for (const line of flat.text.slice(element.from, element.to).split('\n')) {
        const rest = unkept(line, page)
        if (rest !== '' && !markdown.includes(plain(line))) lost.push(line)
      }
    }
    expect(lost).toEqual([])
  })
})
