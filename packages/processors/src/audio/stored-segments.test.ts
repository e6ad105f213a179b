import { expect, it } from 'vitest'
import type { Cue } from '../captions/cue.ts'
import { storedSegmentSchema } from './contract.ts'
import { spokenSegments, storedSegments } from './stored-segments.ts'

it('speech is read back as it was stored', () => {
  const speech: Cue[] = [
    { start: 0, end: 1, text: 'Reed beds', speaker: 'Ana', words: [{ start: 0, end: 0.5, text: 'Reed' }] },
    { start: 1, end: 2, text: 'Deep?', speaker: null, turn: true },
    { start: 2, end: 3, text: 'No.', speaker: null, confidence: 0.4 },
  ]
  const stored = storedSegments(speech)
  expect(stored[0]?.words).toEqual([[0, 0.5, 'Reed']])
  expect(storedSegmentSchema.array().parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
  expect(spokenSegments(stored)).toEqual(speech)
})
