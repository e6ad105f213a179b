import { expect, test } from 'vitest'
import { shareOfWords } from './share-of-words.ts'

test.each([
  ['the same', 'Good morning, and welcome.', 'good morning and WELCOME', 1],
  ['other layout', 'über die Wehre', 'U\u0308ber\ndie  Wehre!', 1],
  ['one of four is missing', 'one two three four', 'one two four', 0.75],
  ['more than was said', 'one two', 'well one or maybe two then', 1],
  ['the right words in another order', 'one two three four', 'four three two one', 0.25],
  ['a word said twice and found once', 'again again', 'again', 0.5],
  ['nothing', 'one two', '', 0],
  ['nothing known', '', 'one', 1],
  ['apostrophes of both kinds', 'don’t stop', "don't stop", 1],
])('%s', (_name, known, found, share) => expect(shareOfWords(known, found)).toBe(share))
