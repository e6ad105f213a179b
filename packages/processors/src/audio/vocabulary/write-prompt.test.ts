import { describe, expect, it } from 'vitest'
import { spokenNamesOf } from './spoken-names.ts'
import { writePrompt } from './write-prompt.ts'

const talk = {
  event: 'Wetland Conf 2026',
  session: 'Moore wieder vernässen',
  speakers: ['Käthe Grünwald', 'Özlem Weiß'],
}
const prompt = (params: Parameters<typeof spokenNamesOf>[0], language: string | null = 'en') =>
  writePrompt(spokenNamesOf(params), language)

describe('the prompt of a speech engine', () => {
  it('is running text in the language of the talk, what matters most at its end', () => {
    expect(prompt({ ...talk, vocabulary: ['Teufelsmoor', 'Wehr'] }, 'de')).toBe(
      'Wetland Conf 2026. Moore wieder vernässen. Ein Vortrag von Käthe Grünwald und Özlem Weiß. Teufelsmoor, Wehr.',
    )
    expect(prompt({ speakers: ['Ann Moor'] })).toBe('A talk by Ann Moor.')
    expect(prompt({ speakers: ['Ann Moor', 'Rob Dyke'] }, 'nl')).toBe('Ann Moor, Rob Dyke.')
  })

  it('takes what the page says where the job does not, and nothing twice', () => {
    const page = { title: 'Reed beds and patience', event: 'WETLAND conf 2026', speakers: ['Ann Moor'] }
    expect(prompt({ event: 'Wetland Conf 2026', page, vocabulary: ['ann moor'] })).toBe(
      'Wetland Conf 2026. Reed beds and patience. ann moor.',
    )
  })

  it('begins with rare words of the slides', () => {
    const headings = ['What we have learned', 'OpenStreetMap on an ESP32', 'Thank you']
    expect(prompt({ session: 'Reed beds', headings })).toBe('OpenStreetMap, ESP32, learned. Reed beds.')
  })

  it('says nothing without names', () => {
    expect(prompt({})).toBeNull()
    expect(prompt({ session: ' - ', vocabulary: ['***'], speakers: [] })).toBeNull()
  })

  it('holds no addresses, marks or control characters', () => {
    const vocabulary = [
      'https://conf.example/x',
      'ann@conf.example',
      'a\u0007b',
      '**C++** and C#',
      '<|endoftext|>',
    ]
    expect(prompt({ vocabulary })).toBe('a b, C++ and C#, endoftext.')
  })

  it('is short however much is named', () => {
    const many = Array.from({ length: 200 }, (_, index) => `Term${index}${'x'.repeat(index % 90)}`)
    const made = prompt({
      event: many[80],
      session: many[89],
      speakers: many,
      vocabulary: many,
      headings: many,
    })
    expect(made?.length).toBeLessThanOrEqual(400)
    expect(made).toContain('Term0, Term1x')
    expect(prompt({ vocabulary: many })?.length).toBeGreaterThan(180)
  })
})
