import { expect, it } from 'vitest'
import { dropInvented } from './drop-invented.ts'

const heard = (...texts: string[]) => texts.map((text, at) => ({ start: at, end: at + 1, text }))
const kept = (...texts: string[]) => dropInvented(heard(...texts)).map(({ text }) => text)

it('drops names of sounds, and keeps brackets in speech', () => {
  expect(kept('[BLANK_AUDIO]', '(upbeat music)', '♪', '♪ la la ♪', '*applause*', '(Applause).')).toEqual([])
  expect(kept('We call it [x] here.', '(a) and (b)')).toEqual(['We call it [x] here.', '(a) and (b)'])
})

it('keeps one of a sentence that comes three times or more in a row', () => {
  const thanks = 'Thank you for watching this.'
  expect(kept('Hello.', thanks, thanks, thanks, thanks, 'Bye.')).toEqual(['Hello.', thanks, 'Bye.'])
  expect(kept(thanks, thanks)).toEqual([thanks, thanks])
  expect(kept('No.', 'No.', 'No.')).toEqual(['No.', 'No.', 'No.'])
})
