import { until } from '@async-events/testkit/until'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { de } from '../../apps/dashboard/src/words/de.ts'
import { en } from '../../apps/dashboard/src/words/en.ts'
import { finishedTalk } from './spoken-talk.ts'
import { client, heldTalk, lostTalk } from './talks.ts'
import { page, url, visit } from './visit.ts'

/** Each view by its hash, and what is there when it is all there. */
let views: [view: string, parts: readonly string[]][] = []

describe.skipIf(!page)('every view', () => {
  beforeAll(async () => {
    const [talk, { job: lost }] = await Promise.all([
      finishedTalk(),
      client.createJob({ body: lostTalk('Lost for every view') }),
      client.createBatch({
        body: { batch_id: 'page-every', batch_name: 'Every view', jobs: [heldTalk('Every row')] },
      }),
    ])
    await client.waitForJob(lost.job_id)
    await until(
      async () => (await client.searchDocuments({ query: { q: 'Wasserstände' } })).total > 0,
      30_000,
      'the talk is found',
    )
    views = [
      ['#/?q=every', ['.batch-card']],
      ['#/?tab=jobs&q=lost', ['table tbody tr']],
      ['#/?q=no-batch-is-called-so', ['.empty']],
      ['#/batches/page-every', ['.jobs tbody a']],
      ['#/batches/page-every?show=timeline', ['.empty']],
      ['#/batches/no-such-batch', ['.notice, .empty']],
      [`#/jobs/${talk.job_id}`, ['.plan-step', '.log-line', '.deliveries li']],
      [`#/jobs/${lost.job_id}`, ['.notice-bad', '.notice-bad a', '.log-line']],
      [`#/jobs/${talk.job_id}/read`, ['.document img[src]', '.slide img[src]', '.line']],
      ['#/jobs/job-that-is-not-there', ['.notice-bad']],
      ['#/jobs/job-that-is-not-there/read', ['.notice-bad']],
      ['#/search', ['.empty']],
      ['#/search?q=Wasserst%C3%A4nde', ['.hit .passage mark']],
      ['#/new', ['.parameters', '.drafts', '.start-bar']],
      ['#/system', ['table tbody tr', '.checks li']],
      ['#/sign-in', ['form']],
      ['#/nowhere', ['.empty']],
    ]
  })

  it('comes without moving what is there already', async () => {
    const made = await visit()
    for (const [view, parts] of views) {
      // Another hash alone would not load the page anew.
      await made.goto('about:blank')
      await made.goto(`${url}/${view}`)
      await isThere(made, parts)
      // Good by Web Vitals: https://web.dev/articles/cls
      expect([view, await shiftsOf(made)]).toEqual([view, expect.toSatisfy((value: number) => value < 0.1)])
    }
  })

  it('speaks German throughout, in 360 pixels, and moves nothing for who wants no motion', async () => {
    const made = await visit({ view: '#/sign-in', width: 360 })
    await made.getByLabel('Language').selectOption('de')
    const left: unknown[] = []
    for (const [view, parts] of views) {
      await made.evaluate((hash) => {
        location.hash = hash
      }, view)
      await isThere(made, parts)
      const shown = await visibleTexts(made)
      left.push(...shown.filter(isEnglish).map((text) => [view, text]))
      const { dates, ...frame } = await made.evaluate(() => ({
        lang: document.documentElement.lang,
        isTooWide: (document.scrollingElement?.scrollWidth ?? 0) > innerWidth,
        isMoving: document.getAnimations().length > 0,
        dates: [...document.querySelectorAll('main time[title]')].map((time) => time.textContent),
      }))
      expect([view, frame]).toEqual([view, { lang: 'de', isTooWide: false, isMoving: false }])
      for (const date of dates)
        expect([view, date]).toEqual([view, expect.stringMatching(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d/)])
    }
    expect(left).toEqual([])
  })
})

async function isThere(made: Page, parts: readonly string[]): Promise<void> {
  for (const part of parts)
    await made.locator(`main :is(${part})`).first().waitFor({ state: 'attached', timeout: 20_000 })
}

/** Cumulative layout shift so far. */
const shiftsOf = (made: Page): Promise<number> =>
  made.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const entries = (list: PerformanceObserverEntryList): number =>
          list.getEntries().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0)
        new PerformanceObserver((list) => resolve(entries(list))).observe({
          type: 'layout-shift',
          buffered: true,
        })
        // Without any there is no entry.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))
      }),
  )

/** Texts and labels that are seen or read aloud, but for what says that it is in another language, and code. */
const visibleTexts = (made: Page): Promise<string[]> =>
  made.evaluate(() => {
    const foreign = '[lang]:not(html):not([lang="de"]), code, pre, kbd, script, style'
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!node.parentElement?.closest(foreign)) texts.push(node.textContent ?? '')
    for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title]'))
      if (!element.closest(foreign))
        for (const name of ['aria-label', 'placeholder', 'title'])
          texts.push(element.getAttribute(name) ?? '')
    return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))].filter((text) => text !== '')
  })

/** What each text of a language looks like: of functions with anything in the place of what they are given. */
function formsOf(words: object): Set<string> {
  const forms = new Set<string>()
  for (const value of Object.values(words)) {
    if (typeof value === 'string') forms.add(quoted(value))
    else if (typeof value === 'function')
      for (const given of [7919, 1]) {
        const text = String(value(...Array.from({ length: value.length }, () => given)))
        // The names that it stands between say too little.
        if (/\p{L}{3}/u.test(text)) forms.add(quoted(text).replaceAll(String(given), '.+'))
      }
    else if (typeof value === 'object' && value !== null) for (const form of formsOf(value)) forms.add(form)
  }
  return forms
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const german = formsOf({ ...de, advice: null })
// Names, and words that both languages have.
const english = [...formsOf(en)].filter((form) => !german.has(form) && /\p{L}{2}/u.test(form))
const patterns = english.map((form) => new RegExp(`^${form}$`))
const shared = [...german].map((form) => new RegExp(`^${form}$`))
const isEnglish = (text: string): boolean =>
  patterns.some((pattern) => pattern.test(text)) && !shared.some((pattern) => pattern.test(text))
