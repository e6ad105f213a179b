import { expect, it } from 'vitest'
import { terms } from './rank-sentences.ts'
import { stopWordsOf } from './stop-words.ts'
import { talkContext } from './talk-context.ts'

const filler = Array.from(
  { length: 40 },
  (_, at) => `Pumps of village ${at} move water into the cellar of the mill.`,
)
const said = [
  'We hired a bartender for the pumps of the village.',
  'The bartender serves the newest pump first.',
  ...filler.slice(0, 20),
  'The bartender of the harbour serves nobody at all.',
  'Imagine a bus with a grandmother in it.',
  'The bus stays on the road because of the grandmother.',
  ...filler.slice(20),
  'Marta walked to the mill.',
  'Later we asked Marta for the pump, and she had it.',
]
const context = (written: string[]) => talkContext(said, { title: 'Pumps', written, language: 'en' })

it('knows what a talk introduced by itself, and what its title and slides name', () => {
  expect([...context([]).needs(1).keys()]).toContain('bartend')
  expect([...context(['The rude bartender']).needs(1).keys()]).toEqual([])
  const sure = (at: number) => context([]).needs(at).get('bartend') ?? 0
  // "Of the harbour" says which one
  expect(sure(22)).toBeLessThan(sure(1))
  expect(context([]).needs(0).size).toBe(0)
})

it('knows a picture of something else, and a person whom only the talk knows', () => {
  expect(context([]).needs(24).get('grandmoth')).toBeGreaterThan(1)
  expect(context([]).isOfPerson(said.length - 2)).toBe(true)
  expect(context([]).isOfPerson(2)).toBe(false)
})

it('tells the subject of the talk from a side remark', () => {
  const about = (text: string) => context([]).topicality(new Set(terms(text, stopWordsOf('en'))))
  expect(about('Pumps move water out of a cellar.')).toBeGreaterThan(0.7)
  expect(about('Buffaloes eat what cows leave.')).toBe(0)
})

it('knows a name that only the talk explains', () => {
  const named = ['The village of Millbrook has a pump.', ...filler, 'The pump in Millbrook never stops.']
  const needs = (written: string[]) =>
    talkContext(named, { title: 'Pumps', written, language: 'en' }).needs(named.length - 1)
  expect([...needs([]).keys()]).toContain('millbrook')
  expect([...needs(['Millbrook']).keys()]).not.toContain('millbrook')
})

it('knows a name that is now and then written as a command', () => {
  const named = [
    'The bot that we built is called Snip.',
    'We let Snip open a request, and Snip asks, and then Snip closes it.',
    'I type snip run.',
    ...filler,
    'Snip never touches a pump that two villages share.',
  ]
  const needs = talkContext(named, { title: 'Pumps', written: [], language: 'en' }).needs(named.length - 1)
  expect([...needs.keys()]).toContain('snip')
})
