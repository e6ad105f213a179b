import { expect, it } from 'vitest'
import { transcriptProblems } from './transcript-problems.ts'

it.each([
  ['{"text":"Good morning."}', 'JSON'],
  ['  <!doctype html><title>Talk</title>', 'an HTML page'],
  ['{\\rtf1 Good morning}', 'an RTF document'],
])('N56: a transcript %j is refused as what it is', (video_transcript, kind) => {
  expect(transcriptProblems({ video_transcript })).toEqual([
    { path: 'video_transcript', code: 'transcript_unreadable', message: expect.stringContaining(kind) },
  ])
})

it.each([
  'Good morning.',
  '{"segments":[{"start":0.5,"end":4,"text":"Good morning."}]}',
  '{25}{100}Good morning.',
  '[Music] Good morning.',
  'WEBVTT\n\nNOTE nothing yet\n',
])('N56: %j is taken', (video_transcript) => {
  expect(transcriptProblems({ video_transcript })).toEqual([])
  expect(transcriptProblems({})).toEqual([])
})
