import { expect, it } from 'vitest'
import { readWhisperJson } from './read-whisper-json.ts'

it('reads the parts and the language', () => {
  const text = JSON.stringify({
    result: { language: 'de' },
    transcription: [
      { timestamps: {}, offsets: { from: 220, to: 450 }, text: ' Guten' },
      { offsets: { from: 450, to: 900 }, text: ' Tag.' },
    ],
  })
  expect(readWhisperJson(text)).toEqual({
    language: 'de',
    parts: [
      { start: 0.22, end: 0.45, text: ' Guten' },
      { start: 0.45, end: 0.9, text: ' Tag.' },
    ],
  })
})

it.each([
  '',
  '[]',
  '{"transcription": {}}',
  '{"transcription": [1]}',
  '{"transcription": [{"offsets": {"from": "1", "to": 2}, "text": ""}]}',
  '{"transcription": [{"offsets": {"from": 1, "to": 2}}]}',
])('takes %j for none', (text) => {
  expect(readWhisperJson(text)).toBeNull()
})
