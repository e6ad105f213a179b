import type { TextField } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { sourceWordsOf } from './source-words.ts'
import { textProblem } from './text-problem.ts'

const lead: TextField = {
  name: 'lead',
  instruction: 'Two or three sentences for somebody who missed the talk.',
}
const summary: TextField = {
  name: 'summary',
  instruction: 'A summary in two to five paragraphs, without headings.',
}
const points: TextField = { name: 'key_points', instruction: 'The key points as a bullet list.' }
const tags: TextField = { name: 'tags', instruction: 'Five to eight keywords, separated by commas.' }

const source = [
  'Reed beds clean the water of a village without any energy. Ana Ruiz has built forty of them since 2011.',
  'The water moves slowly through gravel and roots, and bacteria take out nitrogen and phosphorus.',
  'After three winters the plants are strong enough, and herons come back to the place.',
  'Each bed costs twelve thousand euros, and a family of four needs about twenty square metres.',
  'The team measures the water every week and publishes the results, so that other villages can copy the design.',
  'Frost is no danger, because the snow keeps the ground warm and the roots continue their work below it.',
  'What people get wrong is the patience: for two years nothing seems to happen, and then everything does.',
  'The next step is a network of gardeners who look after several beds each and exchange their plants in spring.',
]
  .join(' ')
  .repeat(2)

function problem(field: TextField, text: string, target = 'en') {
  return textProblem(field, text, {
    sources: sourceWordsOf({
      source: { title: 'Reed beds and patience', text: source, facts: {}, passages: [], parts: [] },
    }),
    sourceChars: source.length,
    languages: { source: 'en', target },
    prompts: [
      'You write minutes of conference talks for people who could not be there.',
      lead.instruction,
      points.instruction,
    ],
    detect: null,
  })
}

const english =
  'Ana Ruiz shows how reed beds clean the water of a village. The plants need three winters, then herons return.'
const german =
  'Ana Ruiz zeigt, wie Schilfbeete das Wasser eines Dorfes reinigen. Die Pflanzen brauchen drei Winter, dann kehren die Reiher zurück.'

describe('usable texts', () => {
  it.each<[string, TextField, string, string]>([
    ['in the language of the source', lead, english, 'en'],
    ['in another language', lead, german, 'de'],
    [
      'with a quotation in the language of the source',
      summary,
      `${german} Sie sagt: „What people get wrong is the patience“.`,
      'de',
    ],
    ['as a list', points, '- Reed beds clean water.\n- They need patience.\n- Frost is no danger.', 'en'],
    [
      'of few words for a field that asks for no more',
      { name: 'mood', instruction: 'One word.' },
      'Hopeful',
      'en',
    ],
    ['of keywords', tags, 'reed beds, water, herons, nitrogen', 'en'],
    ['of keywords in another language', tags, 'Schilfbeete, Wasser, Reiher', 'de'],
    ['in a language without blanks', lead, '芦苇床不用任何能源就能净化村庄的水。植物需要三个冬天。', 'zh'],
    [
      'in a language without a list of words',
      lead,
      'Rietvelden reinigen het water van een dorp, en na drie winters komen de reigers terug.',
      'nl',
    ],
    ['that is empty', summary, '', 'de'],
    [
      'with abbreviations',
      summary,
      'The HTTPS and XHTML pages of the reed beds show the water of the village every week.',
      'en',
    ],
  ])('%s', async (_, field, text, language) => {
    expect(await problem(field, text, language)).toBeNull()
  })
})

describe('a text that cannot be used', () => {
  it.each<[string, TextField, string, string, RegExp]>([
    ['letters that are no words', summary, 'djhkfzwvxnqcg', 'en', /no language \(djhkfzwvxnqcg\)/],
    ['words glued together', summary, 'Reed beds takim_sirja the water of the village.', 'en', /takim_sirja/],
    [
      'English in a German document',
      summary,
      'Water moves slowly through the reed beds.',
      'de',
      /another language than "de" \(en\)/,
    ],
    ['a paragraph in English', summary, `${german}\n\n${english}`, 'de', /another language.*\(en\)/],
    ['German in an English document', lead, german, 'en', /another language.*\(de\)/],
    ['another script', lead, 'Тростниковые грядки очищают воду деревни.', 'de', /another language/],
    [
      'what the source does not hold',
      summary,
      'Modern kitchens shine because marble counters reflect candles during romantic dinners.',
      'en',
      /hardly a word/,
    ],
    [
      'a sentence twice',
      summary,
      'Reed beds clean the water. Herons come back. Reed beds clean the water.',
      'en',
      /repeats itself/,
    ],
    [
      'a loop',
      lead,
      `Reed beds clean ${'the water and the water and '.repeat(6)}more.`,
      'en',
      /repeats itself/,
    ],
    ['one word for ever', lead, 'The the the the the', 'en', /repeats itself/],
    [
      'a piece for ever, without blanks',
      lead,
      '水を浄化する水を浄化する水を浄化する水を浄化する水を浄化する',
      'ja',
      /repeats itself/,
    ],
    [
      'the instructions',
      lead,
      'Two or three sentences for somebody who missed the talk.',
      'en',
      /instructions/,
    ],
    [
      'the prompt of the template',
      lead,
      'You write minutes of conference talks for people who missed it.',
      'en',
      /instructions/,
    ],
    ['its thoughts', lead, `<think>The user wants a lead.</think> ${english}`, 'en', /<think>/],
    ['tokens of its format', lead, `${english}<|im_end|>`, 'en', /im_end/],
    ['JSON in JSON', lead, '{"lead": "Reed beds clean the water of a village."}', 'en', /no text/],
    ['a role', lead, `Assistant: ${english}`, 'en', /Assistant/],
    ['a refusal', lead, 'I cannot write about this source.', 'en', /about the model/],
    ['a refusal in German', lead, 'Als KI kann ich dazu leider nichts sagen.', 'de', /about the model/],
    ['chatter', lead, 'Here is the summary of the talk: reed beds clean the water.', 'en', /about the model/],
    ['three words of a long source', summary, 'Reed beds.', 'en', /too short/],
    [
      'more than the source says',
      summary,
      Array.from({ length: 400 }, (_, at) => `Reed bed ${at} of village ${at * 7} cleans water.`).join(' '),
      'en',
      /too long|longer|repeats/,
    ],
    ['keywords that are none', tags, 'djhkfzwvxnqcg, brtzlkm, water', 'en', /no language/],
    ['numbers of passages as keywords', tags, '12, 14, 15, reed beds', 'de', /numbers/],
    ['keywords of another talk', tags, 'kubernetes, docker, terraform, helm', 'en', /hardly a word/],
    [
      'sentences as keywords',
      tags,
      'The reed beds clean the water of a village without any energy at all, water',
      'en',
      /instead of keywords/,
    ],
  ])('%s', async (_, field, text, language, expected) => {
    expect(await problem(field, text, language)).toMatch(expected)
  })
})
