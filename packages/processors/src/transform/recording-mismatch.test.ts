import { describe, expect, it } from 'vitest'
import { matchRecording, type SpokenAndWritten } from './recording-mismatch.ts'

const reeds = `Reed beds clean the water of villages around the lake. Each bed holds gravel, roots and bacteria, which take
  nitrogen and phosphorus from the sewage. We planted reeds beside four villages in Fenland and measured phosphorus every
  month. After two winters the roots are a metre deep, and herons have come back. The beds need patience, cutting in
  February, and neighbours who accept mosquitoes.`
const onReeds = `Good morning. When we planted our reeds nobody believed in them. The first winter the roots were as short as
  a finger and the water that came out of the beds smelled of sewage. We measured phosphorus with a kit from the
  aquarium shop. In the second summer the bacteria had settled in the gravel and the numbers fell. The villages began to
  ask when the next bed comes. Mosquitoes were the big question in every meeting, and the herons answered it, for they eat
  the larvae. You have to cut reeds in February, when the ice holds you, or the nitrogen goes back into the lake. `
const onCompilers = `Good morning. The parser of our compiler was rewritten twice. First we used a generator, and its error
  messages were bad, so we wrote a recursive descent parser with tokens that borrow from the buffer. The optimiser folds
  constants and unrolls loops, and the linker drops symbols that no module imports. Benchmarks show that incremental
  builds take a tenth of the time. Macros expand before types are inferred, which made debugging hard until spans were
  kept for every expression. Registers are allocated by a linear scan, and vector instructions come later. `

const match = (more: Partial<SpokenAndWritten>) =>
  matchRecording({
    spoken: onReeds.repeat(2),
    language: 'en',
    title: 'Reed beds and patience',
    speakers: ['Ann Moor'],
    texts: [{ text: reeds, language: 'en' }],
    ...more,
  })

describe('what was said and what is written', () => {
  it('fit', () => {
    const fit = match({})
    expect(fit?.mismatch).toBe(false)
    expect(fit?.score).toBeGreaterThan(0.35)
  })

  it('do not fit: another talk', () => {
    const other = match({ spoken: onCompilers.repeat(2) })
    expect(other?.mismatch).toBe(true)
    expect(other?.score).toBeLessThan(0.05)
  })

  it('fit where the slides do, whatever the page says', () => {
    const texts = [
      { text: onCompilers, language: 'en' },
      { text: reeds, language: 'en' },
    ]
    expect(match({ texts })?.mismatch).toBe(false)
  })

  it.each([
    ['the title', 'Now reed beds need patience.'],
    ['the speaker', "This is Ann Moor's talk."],
  ])('are no mismatch where %s is said', (_, sentence) => {
    const other = match({ spoken: `${sentence} ${onCompilers.repeat(2)}` })
    expect(other).toMatchObject({ mismatch: false })
    expect(other?.score).toBeLessThan(0.15)
  })

  it.each([
    ['a short transcript', { spoken: onCompilers }],
    ['a page without text', { texts: [{ text: 'Reed beds', language: 'en' }] }],
    [
      'a page in another language',
      { texts: [{ text: reeds, language: 'de' }], spoken: onCompilers.repeat(2) },
    ],
    ['a page in an unknown language', { texts: [{ text: reeds, language: null }] }],
    ['speech of an unknown language', { language: null }],
    [
      'a language without blanks',
      { language: 'ja', texts: [{ text: '水と忍耐'.repeat(100), language: 'ja' }] },
    ],
  ])('are not compared: %s', (_, more) => {
    expect(match(more)).toBeNull()
  })
})
