import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { findTopics } from '../src/connections/find-topics.ts'
import type { TopicText } from '../src/connections/topic.ts'
import { givenConference, givenTalk } from './given-talks.ts'
import { problemsOf } from './html-problems.ts'
import { brokenLinks, readSite } from './read-site.ts'

const pages = join(import.meta.dirname, '../../../demo/sample-conference/talks')

/** What a talk says, a line every ten seconds. */
const spoken = (talk: number, language: string, lines: readonly string[]): TopicText => ({
  talk,
  language,
  passages: lines.map((text, at) => ({ text, anchor: `t=${at * 10}`, isHeading: false })),
})

/** Phrases with the talks that share them. */
const found = async (texts: readonly TopicText[], names: readonly string[] = []) =>
  (await findTopics(texts, names)).map(({ phrase, talks }) => [phrase, talks.map(({ talk }) => talk)])

describe('topics', () => {
  it('of the sample conference are what its pages have in common', async () => {
    const texts = readdirSync(pages)
      .sort()
      .map((file, talk): TopicText => {
        const page = load(readFileSync(join(pages, file)))
        const passages = page('p, li, td')
          .toArray()
          .map((one) => ({ text: page(one).text().replace(/\s+/g, ' '), anchor: null, isHeading: false }))
        return { talk, language: (page('html').attr('lang') ?? 'en').slice(0, 2), passages }
      })
    const phrases = await found(texts, ['Wetland Conf 2026'])
    expect(phrases).toContainEqual(['water table', [1, 4, 7]])
    expect(phrases).toContainEqual(['dip wells', [2, 4]])
    expect(phrases.map(([phrase]) => phrase)).not.toContain('Wetland Conf')
  })

  it.each([
    {
      language: 'en',
      one: [
        'Thank you very much for coming.',
        'We heat with ground-source heat pumps now.',
        'Next slide, please.',
      ],
      other: [
        'Thank you very much.',
        'Ground source heat pumps are quiet.',
        'Next slide, please. Any questions?',
      ],
      phrase: 'ground-source heat pumps',
    },
    {
      language: 'de',
      one: ['Vielen Dank fürs Zuhören.', 'Die Wiedervernässung der Moore braucht Zeit.'],
      other: ['Guten Morgen und vielen Dank.', 'Niemand wollte die Wiedervernässung der Moore.'],
      phrase: 'Wiedervernässung der Moore',
    },
    {
      language: 'fr',
      one: ['Merci beaucoup à tous.', 'Le niveau de la mer monte.'],
      other: ['Merci beaucoup, bonjour.', 'Les niveaux de la mer ont changé.'],
      phrase: 'niveau de la mer',
    },
    {
      language: 'es',
      one: ['Muchas gracias a todos.', 'La energía solar es barata.'],
      other: ['Buenos días, muchas gracias.', 'Vendemos energía solar.'],
      phrase: 'energía solar',
    },
    {
      language: 'pl',
      one: ['Dziękuję bardzo.', 'To jest wolne oprogramowanie.'],
      other: ['Piszemy wolne oprogramowanie.'],
      phrase: 'wolne oprogramowanie',
    },
    {
      language: 'ja',
      one: ['機械学習は楽しい。'],
      other: ['今日は機械学習です。'],
      phrase: '機械学習',
    },
  ])('in $language are named as they were said: $phrase', async ({ language, one, other, phrase }) => {
    const phrases = await found([spoken(0, language, one), spoken(1, language, other)])
    expect(phrases).toEqual([[phrase, [0, 1]]])
  })

  it('say when each talk says so', async () => {
    const [topic] = await findTopics(
      [
        spoken(3, 'en', ['Welcome.', 'Peat dams hold water.', 'We build peat dams.']),
        spoken(7, 'en', ['A peat dam leaks.']),
      ],
      [],
    )
    expect(topic?.talks).toEqual([
      { talk: 3, anchors: ['t=10', 't=20'] },
      { talk: 7, anchors: ['t=0'] },
    ])
  })

  it('are not what most talks say, nor names of the conference', async () => {
    const talks = Array.from({ length: 20 }, (_, talk) =>
      spoken(talk, 'en', [
        'Tidal energy matters.',
        'Here at Estuary Days we meet.',
        ...(talk < 2 ? ['Eel passes are cheap.'] : []),
      ]),
    )
    expect(await found(talks, ['Estuary Days 2026'])).toEqual([['Eel passes', [0, 1]]])
  })

  it('of long talks are said more than once', async () => {
    const filler = Array.from({ length: 400 }, (_, at) => `Here word${at} stands. There word${at} falls.`)
    const one = [...filler, 'A salt meadow is wet.', 'The salt meadow is wide.', 'An open window is loud.']
    const other = [
      ...filler.toReversed(),
      'We mow a salt meadow.',
      'Salt meadows grow.',
      'Shut the open window.',
    ]
    const phrases = await found([spoken(0, 'en', one), spoken(1, 'en', other)])
    expect(phrases.map(([phrase]) => phrase)).toContain('salt meadow')
    expect(phrases.map(([phrase]) => phrase)).not.toContain('open window')
  })

  it('are none in one talk, or between languages', async () => {
    expect(await found([spoken(0, 'en', ['Peat dams. Peat dams.'])])).toEqual([])
    expect(await found([spoken(0, 'en', ['Peat dams.']), spoken(1, 'de', ['Peat dams.'])])).toEqual([])
  })
})

it('leads from talk to talk, and to the second in which each says so', async () => {
  const said = (start: number, text: string) => ({ start, end: start + 4, text, speaker: null })
  const talks = [
    ['Tide gates', [said(3, 'Our eel passes are of wood.')]],
    ['Weirs', [said(12, 'Nobody counts at eel passes.'), said(75, 'An eel pass is narrow.')]],
  ] as const
  const site = await readSite([
    ...talks.map(([session, segments], at) =>
      givenTalk({
        id: `job-${at}`,
        markdown: `# ${session}\n`,
        parameters: { session, source_language: 'en' },
        segments,
      }),
    ),
  ])
  const page = load(site.get('talks/tide-gates.html')!)
  expect(page('.part-topics h2').text()).toBe('Speaks of the same')
  expect(
    page('.part-topics a')
      .toArray()
      .map((link) => [page(link).text(), page(link).attr('href')]),
  ).toEqual([
    ['0:03', '#t=3'],
    ['Weirs', '../talks/weirs.html'],
    ['0:12', '../talks/weirs.html#t=12'],
    ['1:15', '../talks/weirs.html#t=75'],
  ])
  expect(load(site.get('topics.html')!)('.topics strong').text()).toBe('eel passes')
  expect(await problemsOf(site)).toEqual([])
  expect(brokenLinks(site)).toEqual([])
  expect((await readSite(givenConference().slice(0, 1))).has('topics.html')).toBe(false)
})
