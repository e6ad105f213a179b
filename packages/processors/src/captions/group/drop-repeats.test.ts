import { describe, expect, it } from 'vitest'
import { dropRepeats } from './drop-repeats.ts'

const speech = (...texts: string[]) =>
  texts.map((text, at) => ({ start: at * 5, end: at * 5 + 5, speaker: null, text }))
const said = (...texts: string[]) =>
  dropRepeats(speech(...texts)).map(({ start, text }) => `${start} ${text}`)
const times = (count: number, text: string) => Array.from({ length: count }, () => text)

describe('N55: what a recogniser makes of silence is said once', () => {
  it.each<[string, string[], string[]]>([
    [
      'a line',
      [...times(40, 'Thanks for watching!'), 'Good morning.'],
      ['0 Thanks for watching!', '200 Good morning.'],
    ],
    ['a word', ['Good morning.', ...times(12, 'you')], ['0 Good morning.', '5 you']],
    ['a word within a cue', [times(12, 'you').join(' ')], ['0 you']],
    ['a word in other letters', ['You. you you, you', 'YOU you you'], ['0 You.']],
    [
      'two lines in turn',
      times(5, 'Thank you. Bye.').flatMap((one) => one.split(/ (?=B)/)),
      ['0 Thank you.', '5 Bye.'],
    ],
    [
      'a sentence in one cue',
      [times(5, 'I will show you the water.').join(' ')],
      ['0 I will show you the water.'],
    ],
    ['a line that is cut off', [...times(4, 'See you next time.'), 'See you'], ['0 See you next time.']],
    [
      'a line of a language without blanks',
      times(5, 'ご視聴ありがとうございました'),
      ['0 ご視聴ありがとうございました'],
    ],
    ['a sign in one cue', [`水です。${'啊'.repeat(50)}`], ['0 水です。啊']],
  ])('%s', (_, texts, left) => expect(said(...texts)).toEqual(left))

  it.each([
    ['No, no, no, no. Not there.'],
    ['Very, very, very, very, very deep.'],
    ['Location, location, location.'],
    ['Thank you. Thank you. Thank you.'],
    ['We shall overcome, we shall overcome, we shall overcome some day.'],
    ['I have a question here. I have a question here.'],
    ['头头是道，人人都说好好好。'],
  ])('people say: %s', (text) => expect(said(text)).toEqual([`0 ${text}`]))

  it('people answer one after the other', () => {
    const cues = Array.from({ length: 8 }, (_, at) => ({
      start: at,
      end: at + 1,
      speaker: `Guest ${at}`,
      text: 'Present.',
    }))
    expect(dropRepeats(cues)).toEqual(cues)
  })

  it('what is left keeps its times, and what is whole its words', () => {
    const words = [{ start: 0, end: 5, text: 'Good' }]
    const [first, second] = dropRepeats([
      { start: 0, end: 5, speaker: 'Ann', text: 'Good', words },
      { start: 5, end: 9, speaker: 'Ann', text: 'so so so so so so so it is', words },
    ])
    expect(first).toEqual({ start: 0, end: 5, speaker: 'Ann', text: 'Good', words })
    expect(second).toEqual({ start: 5, end: 9, speaker: 'Ann', text: 'so it is' })
  })

  it.each([
    ['a ', 'a'],
    ['a b ', 'a b'],
    ['ab ba ', 'ab ba'],
    ['水', '水'],
    ['a a b ', 'a a b'],
  ])('a hundred thousand times %j in one go', (text, once) => {
    expect(said(text.repeat(100_000), text.repeat(100))).toEqual([`0 ${once}`])
  })
})
