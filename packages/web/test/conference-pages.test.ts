import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'cheerio/slim'
import { describe, expect, test } from 'vitest'
import { decodeHtml } from '../src/page/tree/decode-html.ts'
import { type FieldName, textKey } from './fields/compare-fields.ts'
import { measureFields, missesOf, sharesOf } from './fields/measure-fields.ts'
import { readTruth } from './fields/page-truth.ts'

const folder = fileURLToPath(new URL('./conference-pages/', import.meta.url))
const truths = readTruth(folder)

/** Share of the pages on which a field has to be right. */
const floors: Partial<Record<FieldName, number>> = {
  abstract: 0.99,
  text: 0.99,
  noise: 0.99,
  video: 1,
  captions: 1,
}
const leastShare = 0.95

describe('facts on pages of conferences', () => {
  const pages = measureFields(folder)

  test.each([...sharesOf(pages)].filter(([, { total }]) => total > 0))('%s', (field, { right, total }) => {
    const misses = missesOf(pages, field).join('\n')
    expect(right / total, `${right} of ${total}\n${misses}\n`).toBeGreaterThanOrEqual(
      floors[field] ?? leastShare,
    )
  })
})

describe('the truth about a page stands on it', () => {
  test('each page has its truth', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.html'))
    expect(truths.map(({ file }) => file).toSorted()).toEqual(files.toSorted())
  })

  test.each(truths.map((truth) => [truth.file, truth] as const))('%s', (file, truth) => {
    const html = decodeHtml(readFileSync(join(folder, file)), null, false)
    const $ = load(html)
    const scripts = $('script[type="application/ld+json"]').text()
    $('script, style').remove()
    const shown = textKey(
      [$('body').text(), ...$('[alt], [title]').map((_, e) => $(e).attr('alt') ?? $(e).attr('title'))].join(
        ' ',
      ),
    )
    const anywhere = textKey(`${$.root().text()} ${html} ${scripts}`)
    const abstract = [truth.abstract_first, truth.abstract_last].filter((phrase) => phrase != null)
    for (const phrase of [...(truth.must_have ?? []), ...abstract])
      expect(shown + scripts).toContain(textKey(phrase))
    for (const phrase of truth.must_not ?? []) expect(anywhere).toContain(textKey(phrase))
    for (const stated of [truth.title, truth.event, truth.track, truth.room, ...(truth.speakers ?? [])]) {
      const spellings = [stated ?? []].flat()
      const found = spellings.some((spelling) => anywhere.includes(textKey(spelling)))
      expect(spellings.length === 0 || found, spellings.join(' or ')).toBe(true)
    }
    for (const url of [truth.video, ...(truth.captions ?? []), ...(truth.slides ?? [])].flat())
      if (url != null) expect(new URL(url).protocol).toMatch(/^https?:$/)
    for (const day of [truth.day].flat())
      expect(day ?? 'Monday').toMatch(/^(?:\d{4}-\d\d-\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/)
    for (const time of [truth.start, truth.end].flat()) expect(time ?? '00:00').toMatch(/^\d\d:\d\d$/)
  })
})
