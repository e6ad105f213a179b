import { describe, expect, it } from 'vitest'
import { compareShingles, meanScore, scoreShingles, scoreWords, wordsOf } from '../../quality/score-text.ts'

// Each expected value is what the set's own evaluate.py gives for the same two texts.
describe('scoreWords', () => {
  it('counts each word as often as it stands in both', () => {
    const score = scoreWords('The reed, the reed and the pond', 'the reed bed and the heron')
    expect(score.precision).toBeCloseTo(4 / 7, 12)
    expect(score.recall).toBeCloseTo(4 / 6, 12)
    expect(score.f1).toBeCloseTo(8 / 13, 12)
  })

  it('takes letters and numbers of all scripts for words, not combining marks', () => {
    expect(wordsOf('Größe_2 ½ naïve — 湿地 हिन्दी x² don’t')).toEqual([
      ...['Größe_2', '½', 'naïve', '湿地', 'ह', 'न', 'द', 'x²', 'don', 't'],
    ])
  })

  it('wants an empty text for an empty reference', () => {
    expect(scoreWords(' – ', '').f1).toBe(1)
    expect(scoreWords('reed', '').f1).toBe(0)
    expect(scoreWords('', 'reed')).toEqual({ precision: 0, recall: 0, f1: 0 })
    expect(scoreWords('pond', 'reed')).toEqual({ precision: 0, recall: 0, f1: 0 })
  })

  it('averages F1 itself', () => {
    expect(meanScore([scoreWords('a b', 'a b'), scoreWords('a x', 'a b c d')])).toEqual({
      precision: 0.75,
      recall: 0.625,
      f1: (1 + 1 / 3) / 2,
    })
  })
})

describe('compareShingles', () => {
  it('counts runs of four words, as shares of all', () => {
    expect(compareShingles('one two three four five six', 'zero one two three four five')).toEqual({
      right: 0.5,
      extra: 0.25,
      missing: 0.25,
    })
  })

  it('counts a run that stands twice twice', () => {
    expect(compareShingles('a b a b a b', 'a b a b')).toEqual({
      right: 1 / 3,
      extra: 2 / 3,
      missing: 0,
    })
  })

  it('keeps case apart, and takes a short text as one run', () => {
    expect(compareShingles('Reed beds', 'Reed beds')).toEqual({ right: 1, extra: 0, missing: 0 })
    expect(compareShingles('reed beds', 'Reed beds')).toEqual({ right: 0, extra: 0.5, missing: 0.5 })
    expect(compareShingles('', '')).toEqual({ right: 0, extra: 0, missing: 0 })
  })

  it('averages precision over the pages with text, recall over those with a reference', () => {
    const pages = [
      compareShingles('one two three four five six', 'zero one two three four five'),
      compareShingles('', 'one two three four'),
      compareShingles('one two three four', ''),
      compareShingles('', ''),
    ]
    const score = scoreShingles(pages)
    expect(score.precision).toBeCloseTo((2 / 3 + 0) / 2, 12)
    expect(score.recall).toBeCloseTo((2 / 3 + 0) / 2, 12)
    expect(score.f1).toBeCloseTo(1 / 3, 12)
  })
})
