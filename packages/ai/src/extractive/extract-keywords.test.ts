import { expect, test } from 'vitest'
import { extractKeywords } from './extract-keywords.ts'

const german = `Ein Schilfgürtel braucht zehn Jahre. Wir zeigen Zählungen, Kosten und Fehler der ersten drei Jahre, und warum das Dorf im Herbst nicht mehr mäht.

Der Vortrag ist für Menschen, die kleine Feuchtgebiete pflegen und wenig Geld und viel Zeit haben.`
const functionWords = /\b(?:and|und|the|der|die|et|le|y|el)\b/i

test('N52: a German text with an English title has German keywords', () => {
  const found = extractKeywords({ title: 'Reed beds and patience', text: german }, 'de', 8)
  expect(found[0]).toMatch(/Schilfgürtel|Feuchtgebiete/)
  expect(found).toContain('Schilfgürtel')
  expect(found.join(' ')).not.toMatch(/reed|patience|\band\b/i)
})

test.each([
  ['a title in Spanish', 'Los carrizos y la paciencia', german, 'de', /carrizos|paciencia/],
  [
    'an English text with a German title',
    'Schilf und Geduld',
    'A reed bed takes ten years to grow. We show counts and costs of the first three years of a reed bed, and why the village stopped mowing the reed bed each autumn. The talk is for people who look after small wetlands.',
    'en',
    /Schilf|Geduld/,
  ],
  [
    'a French text with an English title',
    'Reed beds and patience',
    'Une roselière met dix ans à pousser. Nous montrons les comptages de la roselière, les coûts et les erreurs des trois premières années, et pourquoi le village ne fauche plus la roselière en automne.',
    'fr',
    /reed|patience/i,
  ],
])('%s: none of its words', (_name, title, text, language, words) => {
  const found = extractKeywords({ title, text }, language, 8)
  expect(found.length).toBeGreaterThan(0)
  expect(found.join(' ')).not.toMatch(words)
  for (const phrase of found) expect(phrase).not.toMatch(functionWords)
})

test('words of a foreign title that the text has, too, count', () => {
  const text = `${german} Kubernetes hilft dabei, und Kubernetes kostet Zeit. Ohne Kubernetes ginge es auch.`
  expect(extractKeywords({ title: 'Kubernetes and patience', text }, 'de', 8)).toContain('Kubernetes')
})

test('N52: a transcript in another language than the page has its own function words', () => {
  const speech =
    'So the reed bed and the heron are friends, and the reed bed is where the heron is. And then the water and the mud of the reed bed are what they live from, and the heron knows it.'
  const found = extractKeywords({ title: 'Schilf und Geduld', text: `${german}\n\n${speech}` }, 'de', 8)
  for (const phrase of found) expect(phrase).not.toMatch(functionWords)
})

test('what never stands as a noun does is no tag of a talk', () => {
  const speech =
    'The wire of the bridge hangs in the cold. A cable breaks when wires break. Every cable of a bridge breaks. '
  const found = extractKeywords({ title: 'Bridges', text: speech.repeat(20) }, 'en', 8)
  expect(found).toContain('cable')
  expect(found).not.toContain('breaks')
  const told =
    'Les registres de la paroisse racontent le climat. Les cloches racontent les orages de la paroisse. '
  const french = extractKeywords({ title: 'Quand les cloches racontent', text: told.repeat(30) }, 'fr', 8)
  expect(french).toContain('cloches')
  expect(french).not.toContain('racontent')
})

test('German without capitals has tags, too', () => {
  const speech = 'der sensor misst die tür und die tür wird langsamer wenn der sensor in der schiene liegt '
  const found = extractKeywords({ title: 'Türen', text: speech.repeat(30) }, 'de', 8)
  expect(found).toEqual(expect.arrayContaining(['sensor', 'tür']))
})

test('a title in the language of the text counts', () => {
  expect(extractKeywords({ title: 'Schilfgürtel und Geduld', text: german }, 'de', 8)[0]).toBe('Schilfgürtel')
  expect(extractKeywords({ title: 'Reed beds', text: '' }, 'en', 8)).toEqual(['Reed beds'])
})
