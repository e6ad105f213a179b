import type { TextField, TextModelRequest } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { aiConfigSchema } from '../config.ts'
import { createTextModel } from '../create-text-model.ts'
import { createExtractive } from './create-extractive.ts'
import { cutRunOn, isRunOn } from './cut-run-on.ts'
import { fieldKind } from './field-kind.ts'
import { findFault } from './find-fault.ts'
import { readSentences } from './read-sentences.ts'

const topics = [
  'water',
  'herons',
  'nitrogen',
  'budgets',
  'willows',
  'sensors',
  'reed',
  'oxygen',
  'winter',
  'patience',
]
const article = topics
  .map(
    (topic, index) =>
      `The reed bed changed how people at the river think about ${topic} in year ${index + 1}. Nobody had measured ${topic} in the wetland with such care. Careful records of ${topic} made the difference for the city.`,
  )
  .join('\n\n')

const fields: TextField[] = [
  { name: 'tags', instruction: 'Five keywords' },
  { name: 'lead', instruction: 'Two sentences' },
  { name: 'summary', instruction: 'A summary' },
  { name: 'key_points', instruction: 'A list' },
  { name: 'title', instruction: 'A title' },
]

const fill = (text: string, more: Partial<TextModelRequest> = {}) =>
  createExtractive().fill({
    fields,
    systemPrompt: '',
    source: { title: 'Reed beds', text, facts: {}, passages: [], parts: [] },
    sourceLanguage: 'en',
    targetLanguage: 'en',
    signal: new AbortController().signal,
    ...more,
  })

/** Of this process alone: others use the machine, too. */
const userSeconds = (begun: NodeJS.CpuUsage): number => process.cpuUsage(begun).user / 1_000_000

const sentencesIn = (text: string) =>
  readSentences(text.replace(/^- /gm, ''), 'en').map((sentence) => sentence.text)

describe('the extractive engine', () => {
  it.each([
    'Twenty-five years of cutting, waiting and measuring the reed',
    'Ein Vortrag über Geduld, nasse Füße und die Vögel im Schilf',
    'A talk with pictures, maps and one short film about water',
  ])('the lead begins behind a subtitle: %s', async (subtitle) => {
    const { values } = await fill(`${subtitle}\n\n${article}`)
    expect(values.lead).toMatch(/^The reed bed changed how people/)
  })

  it('quotes whole sentences of the source, each in one place', async () => {
    const { values } = await fill(article)
    const quoted = ['lead', 'summary', 'key_points'].flatMap((name) => sentencesIn(values[name]!))
    expect(quoted.length).toBeGreaterThan(7)
    for (const sentence of quoted) expect(article).toContain(sentence)
    expect(new Set(quoted).size).toBe(quoted.length)
    expect(values.lead!.startsWith('The reed bed changed how people')).toBe(true)
    expect(values.key_points).toMatch(/^- .+(\n- .+){2,}$/)
    expect(values.title).toBe('Reed beds')
  })

  it('takes tags from words of the source, those that the page states first', async () => {
    const { values } = await fill(article, {
      source: {
        title: 'Reed beds',
        text: article,
        facts: { keywords: 'wetlands, birds', speakers: 'Ana Ruiz' },
        passages: [],
        parts: [],
      },
    })
    const tags = values.tags!.split(', ')
    expect(tags.slice(0, 2)).toEqual(['wetlands', 'birds'])
    expect(tags.length).toBeLessThanOrEqual(8)
    for (const tag of tags.slice(2)) expect(`Reed beds ${article}`.toLowerCase()).toContain(tag.toLowerCase())
  })

  it('gives the same answer each time', async () => {
    expect(await fill(article)).toEqual(await fill(article))
  })

  it('does not pretend to translate', async () => {
    const answer = await fill(article, { targetLanguage: 'de' })
    expect(answer.language).toBe('en')
    expect(answer.warnings).toMatchObject([{ code: 'not_translated' }])
    expect((await fill(article, { sourceLanguage: 'en-GB' })).warnings).toEqual([])
  })

  it('says nothing where there is nothing to say', async () => {
    const answer = await fill('', { targetLanguage: 'de', fields: fields.slice(1, 4) })
    expect(answer.values).toEqual({ lead: '', summary: '', key_points: '' })
    expect(answer.warnings).toEqual([])
  })

  it('has no summary of a text that is one already', async () => {
    const { values } = await fill(
      'Reed beds clean water slowly and cheaply. Herons come in the third year of a wetland.',
    )
    expect(values.lead).toBe(
      'Reed beds clean water slowly and cheaply. Herons come in the third year of a wetland.',
    )
    expect(values.summary).toBe('')
    expect(values.key_points).toBe('')
  })

  it('reads a transcript of hours in seconds', async () => {
    const begun = process.cpuUsage()
    await fill(
      Array.from({ length: 60 }, (_, index) => article.replaceAll('year', `year${index}`)).join('\n\n'),
    )
    expect(userSeconds(begun)).toBeLessThan(8)
  })

  it('takes any text without a throw', async () => {
    for (const text of [
      '```',
      '| a |',
      '# ',
      '\0\ud800',
      '[[[[',
      '****',
      '。'.repeat(1_000),
      'a'.repeat(100_000),
    ]) {
      await fill(text, { sourceLanguage: 'no such language' })
    }
  })
})

describe('speech without full stops', () => {
  // As a recogniser writes it: the words of ten minutes, a break a long pause
  const speech = topics
    .map(
      (topic, index) =>
        `we began with ${topic} in the year ${index + 1} and nobody had measured ${topic} in the wetland with such care before but then the city gave us a small room beside the river and we could keep the records of ${topic} for many months so people at the river now think about ${topic} in another way and i want to show you what that means for a town like ours`,
    )
    .join('\n\n')

  it('is quoted in fragments that end at clauses, and say that they do', async () => {
    const fragments = readSentences(speech, 'en')
    expect(fragments.length).toBeGreaterThanOrEqual(30)
    for (const { text, fragment } of fragments) {
      expect(fragment).toBe(true)
      expect(text.split(' ').length).toBeLessThanOrEqual(30)
      expect(speech).toContain(text)
    }
    const { values } = await fill(speech)
    for (const name of ['lead', 'summary', 'key_points']) {
      const quoted = values[name]!.split('…').map((part) => part.replace(/^[\s-]+/, '').trim())
      expect(quoted.pop()).toBe('')
      expect(quoted.length).toBeGreaterThan(0)
      for (const text of quoted) expect(speech).toContain(text)
    }
  })

  it('is not quoted beside an abstract', async () => {
    const abstract = `The reed bed changed how people think about water. Nobody had measured it with such care before. The records of ten years made the difference for the city.`
    const { values } = await fill(`${abstract}\n\n${speech}`)
    expect(values.lead).toBe(abstract)
    expect(values.summary).toBe('')
    expect(values.tags).toContain('river')
  })

  it('is cut where a German subject and its verb follow a clause', () => {
    const said =
      'siebzig prozent aller störungen kommen von den türen eine tür macht zweihunderttausend bewegungen im jahr wir haben nachgezählt weil der monteur die tür kennt'
    expect(cutRunOn(said, 'de')).toEqual([
      'siebzig prozent aller störungen kommen von den türen',
      'eine tür macht zweihunderttausend bewegungen im jahr',
      'wir haben nachgezählt weil der monteur die tür kennt',
    ])
  })

  it.each([
    ['wenn der sensor etwas gemeldet hat in der gruppe mit sensoren', 'unfinished'],
    ['wenn schmutz in der schiene liegt wird die tür des aufzugs langsamer', null],
  ])('a German clause that waits for its main clause is half: %s', (text, fault) => {
    expect(findFault(text, 'de', true)).toBe(fault)
  })

  it.each([
    ['en', 'if you run a hotspot program i would ask you to do one thing', 'unfinished'],
    ['en', 'the part that everybody asks about is false alarms', 'unfinished'],
    ['en', 'we put a hotspot there in the fire station with an antenna', 'leans'],
    ['en', 'a hotspot costs them thirty two dollars a month', 'leans'],
    ['en', 'since 2023 it is the whole city three thousand people have signed up', 'unfinished'],
    ['fr', 'le problème est assez simple les gens ne cherchent pas un registre', 'unfinished'],
    ['en', 'wires break when the temperature falls and not when trucks cross the bridge', null],
    ['en', 'there is a fire station with an antenna on the roof', null],
    ['fr', 'pour les espèces qui fuient la lumière une lumière plus douce ça reste une lumière', null],
    ['fr', 'ça reste une lumière douce pour les espèces des villages', 'leans'],
  ])('without full stops (%s), what is quoted stands alone: %s', (language, text, fault) => {
    expect(findFault(text, language, true)).toBe(fault)
  })

  it('is cut after sixty words where no clause begins, and in other languages', () => {
    expect(cutRunOn('woord '.repeat(70).trim(), 'nl').map((part) => part.split(' ').length)).toEqual([60, 10])
    const german = `wir haben ${'sehr '.repeat(12)}lange gewartet und wir haben ${'oft '.repeat(12)}gemessen aber ${'das '.repeat(12)}ging`
    expect(cutRunOn(german, 'de-AT').map((part) => part.split(' ')[0])).toEqual(['wir', 'wir', 'das'])
    expect(isRunOn(german)).toBe(true)
    expect(isRunOn(`${german}. ${german}. ${german}`)).toBe(false)
    expect(isRunOn('word '.repeat(39).trim())).toBe(false)
  })
})

describe('sentences of Markdown', () => {
  it('are of running text only', () => {
    const source = [
      '---',
      'title: x',
      '---',
      '# Heading that looks like a sentence to quote.',
      'Underlined heading that looks like one.',
      '===',
      '[Home](/) | [Programme](/p) | [Imprint](/i)',
      '- [Talk about something else entirely, one](/1)',
      '| A table cell with words. | And another cell with words. |',
      '|---|---|',
      '| Some cell with many words. | More words in this cell here. |',
      '',
      '```',
      'This is code and never a sentence to quote.',
      '```',
      'Dr. Ruiz keeps **three** herons, e.g. [grey ones](https://x.example), near `the pond`. It works.',
      '> Quoted words of other people count as well here.',
    ].join('\n')
    expect(readSentences(source, 'en').map(({ text }) => text)).toEqual([
      'Dr. Ruiz keeps three herons, e.g. grey ones, near the pond.',
      'Quoted words of other people count as well here.',
    ])
  })
})

it.each([
  ['tags', 'x', 'keywords'],
  ['x', 'Schlagwörter, durch Kommas getrennt', 'keywords'],
  ['key_points', 'x', 'key_points'],
  ['intro', 'x', 'lead'],
  ['x', 'Zwei bis drei Sätze', 'lead'],
  ['title', 'x', 'title'],
  ['summary', 'A title and keywords', 'summary'],
  ['anything', 'Write about it', 'summary'],
])('a field %j with %j is %s', (name, instruction, kind) => {
  expect(fieldKind({ name, instruction })).toBe(kind)
})

describe('the configuration', () => {
  it('is offline unless told', () => {
    expect(createTextModel(aiConfigSchema.parse({})).name).toBe('extractive')
  })

  it('wants a model for openai', () => {
    expect(aiConfigSchema.safeParse({ TEXT_ENGINE: 'openai' }).error?.issues[0]?.path).toEqual(['TEXT_MODEL'])
    const config = aiConfigSchema.parse({ TEXT_ENGINE: 'openai', TEXT_MODEL: 'm', TEXT_TIMEOUT: '5s' })
    expect(config.TEXT_TIMEOUT).toBe(5_000)
    expect(createTextModel(config).name).toBe('openai:m')
  })
})

it.each([
  '\t',
  '\u2003',
  '[ ',
  '[a](',
  '![',
  '`',
  '**a',
  '~~a ',
  '<a ',
  '. ',
  'a. ',
  '_a',
  '| ',
  '> ',
  '- ',
  '# ',
  '\n',
  '\\',
])('reads a text of nothing but %j in no more than linear time', async (piece) => {
  const text = `a${piece.repeat(200_000 / piece.length)}b`
  const begun = process.cpuUsage()
  await fill(text)
  expect(userSeconds(begun)).toBeLessThan(5)
})

it('quotes nothing twice in other words, and no subtitle', async () => {
  const wardens = topics.map(
    (topic, at) => `Two wardens of marsh ${at} counted ${topic} by hand and wrote it into a book.`,
  )
  const lead = 'For three years eighty wardens have counted the herons of the marsh every Sunday.'
  const again = 'For three years eighty wardens have counted the herons of the marsh.'
  const { values } = await fill(
    `${lead}\n\nTwenty-five years of herons, willows and sensors\n\n${wardens.join(' ')}\n\n${again} ${article}`,
  )
  expect(values.lead).toContain(lead)
  expect(Object.values(values).join(' ').replace(lead, '')).not.toMatch(/eighty wardens|Twenty-five years/)
})

it('quotes no item of a list that is no sentence, and no beginning of a list', async () => {
  const parts = [
    'herons',
    'bitterns',
    'sticklebacks',
    'reed cutters',
    'otters',
    'sluices',
    'ditches',
    'dykes',
  ]
  const told = parts.map(
    (part, at) => `The ${part} of the marsh were counted in ${2001 + at} by two wardens.`,
  )
  const text = `${told.join(' ')}\n\nPlan for the memory cards of the wardens:\n\n- a box that shows the wardens which cards are missing.\n- two cards for each warden, numbered in pairs;\n\n${told.map((one) => one.replace('counted', 'drawn')).join(' ')}`
  const { values } = await fill(text)
  expect(Object.values(values).join('\n')).not.toMatch(/a box|numbered in pairs|Plan for/)
  expect(values.summary).toMatch(/wardens/)
})

it('says who speaks about what where nothing can be quoted', async () => {
  const source = { title: 'Reed beds', text: '', facts: { speakers: 'Ana Ruiz' }, passages: [], parts: [] }
  const { values, evidence } = await fill('', { source })
  expect(values.lead).toBe('Ana Ruiz speaks about “Reed beds”.')
  expect(evidence?.lead).toEqual([{ text: values.lead, passages: [], facts: true }])
})

it('quotes no biography and nothing of the occasion from a page', async () => {
  const biography = 'Ana repairs sensors of the wetland for a living and writes about herons and nitrogen.'
  const occasion =
    'You need no knowledge of herons, nitrogen or sensors to follow this talk about the wetland.'
  const text = `${article}\n\n${occasion} ${biography}`
  const facts = { speakers: 'Ana Ruiz' }
  const { values } = await fill(text, {
    source: { title: 'Reed beds', text, facts, passages: [], parts: [] },
  })
  expect(values.key_points).not.toBe('')
  expect(Object.values(values).join('\n')).not.toMatch(/for a living|follow this talk/)
})
