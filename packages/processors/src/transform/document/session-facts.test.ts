import { expect, test } from 'vitest'
import { pageResult } from '../../../test/page-result.ts'
import { scrapeContract } from '../../scrape/contract.ts'
import { sessionFacts } from './session-facts.ts'

const page = (attachments: { url: string; title: string | null; media_type: string | null }[]) =>
  scrapeContract.result.parse(pageResult({ attachments }))

test.each([
  ['https://speakerdeck.com/ana/dykes', 'text/html', true],
  ['https://docs.google.com/presentation/d/1AbC/edit', 'text/html', true],
  ['https://ana.example/slides/dykes.html', 'text/html', true],
  ['https://conf.example/dykes.key', 'application/vnd.apple.keynote', true],
  ['https://conf.example/attachments/7', 'application/pdf', true],
  ['https://conf.example/counts.csv', 'text/csv', false],
  ['https://conf.example/code.zip', 'application/zip', false],
])('%s of the page counts as slides: %s, %s', (url, media_type, slides) => {
  const facts = sessionFacts({} as Parameters<typeof sessionFacts>[0], {
    page: page([{ url, title: 'Slides', media_type }]),
    pdfs: [],
    range: null,
  })
  expect(facts.attachments).toEqual([{ url, title: 'Slides', slides }])
})
