import { namesQuantity, stopWordsOf } from '@async-events/ai'
import type { Passage } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOfSlides } from './parts-of-slides.ts'
import { talkParts } from './talk-parts.ts'
import { wordingOfParts } from './wording-of-parts.ts'

const slide = (number: number, title: string | null, start: number, end: number) => ({
  number,
  file: 0,
  title,
  text: title ?? '',
  ocr: false,
  links: [],
  spans: [{ start, end }],
  picture: null,
})

/** Slides one after the other, each shown for 1 to 300 s; of some titles there are two. */
const decks = fc
  .array(
    fc.record({
      title: fc.option(
        fc.constantFrom('Water', 'Herons', 'Costs', 'Pumps', 'Questions?', 'Wetlands', 'Limits'),
      ),
      seconds: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((shown) => {
    let time = 0
    return shown.map(({ title, seconds }, at) => {
      const start = time
      time += seconds
      return slide(at + 1, title, start, time)
    })
  })

describe('parts by slides', () => {
  it('have the title of the slide that is shown when they begin, and last as long as wanted', () => {
    fc.assert(
      fc.property(decks, fc.integer({ min: 20, max: 200 }), (slides, least) => {
        const end = slides.at(-1)!.spans[0]!.end
        const parts = partsOfSlides(slides, { session: 'Wetlands of the North', least, begin: 0, end })
        for (const [at, { start, title }] of parts.entries()) {
          const shown = slides.find(({ spans }) => spans[0]!.start <= start && start < spans[0]!.end)!
          if (title !== '' && start > 0) {
            expect(shown.title).toBe(title)
            expect(shown.spans[0]!.start).toBe(start)
          }
          expect(['Questions?', 'Wetlands']).not.toContain(title)
          const before = parts[at - 1]
          if (before && before.title !== '') expect(start - before.start).toBeGreaterThanOrEqual(least)
        }
      }),
    )
  })

  it('of short slides begin with the one that is shown longest', () => {
    const slides = [
      slide(1, 'Wetlands', 0, 40),
      slide(2, 'Pumps', 40, 50),
      slide(3, 'The boring fix', 50, 106),
      slide(4, 'Takeaways', 106, 160),
    ]
    expect(partsOfSlides(slides, { session: 'Wetlands', least: 45, begin: 0, end: 160 })).toEqual([
      { start: 0, title: '' },
      { start: 50, title: 'The boring fix' },
      { start: 106, title: 'Takeaways' },
    ])
  })
})

const spoken = (sentences: readonly string[]): Passage[] =>
  sentences.map((text, at) => ({ from: 'speech', text, start: at * 6, end: at * 6 + 5.5, slide: null }))

const things = 'reed heron wetland sensor archive bridge wire pump ditch river boat gull'.split(' ')
const sentence = fc.oneof(
  fc
    .tuple(fc.constantFrom(...things), fc.constantFrom(...things))
    .map(([one, other]) => `The ${one} of our ${other} needs eleven euros of care.`),
  fc.constantFrom(...things).map((one) => `And the second thing is the ${one}.`),
  fc.constantFrom(
    'So what did it cost?',
    'They have it, and we do not.',
    'It was forty percent on Monday.',
    'I told Ana that she was right.',
    'So to sum up, measure first.',
    'Thank you very much.',
    'Are there any questions?',
  ),
)

describe('parts by what is said', () => {
  const talks = fc.array(sentence, { minLength: 45, maxLength: 160 })
  const partsOf = (sentences: readonly string[]) => {
    const passages = spoken(sentences)
    return {
      passages,
      parts: talkParts({
        chapters: [],
        slides: [],
        passages,
        language: 'en',
        duration: null,
        session: 'Wetlands',
      }),
    }
  }

  it('begin with a sentence, in order, and lie in the talk', () => {
    fc.assert(
      fc.property(talks, (sentences) => {
        const { passages, parts } = partsOf(sentences)
        const starts = new Set(passages.map(({ start }) => start))
        for (const [at, part] of parts.entries()) {
          expect(starts).toContain(part.start)
          expect(part.end).toBeGreaterThan(part.start)
          if (at > 0) expect(parts[at - 1]!.end).toBe(part.start)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('are named by a phrase or a question: by nothing empty and no pronoun, number, unit or person', () => {
    const fixed = Object.values(wordingOfParts('en'))
    fc.assert(
      fc.property(talks, (sentences) => {
        for (const { title } of partsOf(sentences).parts) {
          expect(title).not.toBe('')
          if (title.endsWith('?') || fixed.includes(title)) continue
          const words = title.split(' ')
          for (const edge of [words[0]!, words.at(-1)!]) {
            expect([title, stopWordsOf('en').has(edge.toLowerCase())]).toEqual([title, false])
            expect([title, namesQuantity(edge, 'en')]).toEqual([title, false])
          }
          expect(title).not.toContain('Ana')
        }
      }),
      { numRuns: 40 },
    )
  })

  it('have no empty title in any language', () => {
    const languages = fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'fi', 'zh')
    const said = fc.array(fc.oneof(sentence, fc.constantFrom('Ja.', '…', 'Well, 12.', 'hm hm hm')), {
      minLength: 45,
      maxLength: 120,
    })
    fc.assert(
      fc.property(said, languages, (sentences, language) => {
        const given = { chapters: [], slides: [], duration: null, session: 'Wetlands', language }
        for (const { title } of talkParts({ ...given, passages: spoken(sentences) }))
          expect(title.trim()).not.toBe('')
      }),
      { numRuns: 40 },
    )
  })

  it('have questions and answers as the last, which name no other', () => {
    const talk = Array.from(
      { length: 60 },
      (_, at) => `The ${things[Math.floor(at / 12)]} needs its own care.`,
    )
    const end = ['Thank you very much.', 'Are there any questions?']
    const answers = Array.from({ length: 6 }, () => 'No, the mosquito does not mind the mosquito lamp.')
    const { parts } = partsOf([...talk, ...end, ...answers])
    expect(parts.at(-1)).toMatchObject({ title: 'Questions', start: 61 * 6 })
    expect(parts.map(({ title }) => title).join()).not.toMatch(/mosquito/i)
  })
})
