import type { SpeechSegment, TranscribeRequest, Transcriber } from '@async-events/core'
import { expect, it } from 'vitest'
import { hearAll } from './hear-all.ts'

const long = 'It is a lot of work, and it does not work at all in bad weather.'
const segment = (start: number, end: number, text = long): SpeechSegment => ({ start, end, text })
const whole = [segment(0, 14), segment(14, 25), segment(25, 31)]

async function heard(
  answers: { prompted: SpeechSegment[]; plain?: SpeechSegment[] },
  prompt: string | null = 'Ana Ruiz.',
) {
  const asked: (string | null)[] = []
  const transcriber: Transcriber = {
    name: 'scripted',
    languages: null,
    concurrency: 1,
    async transcribe(request) {
      asked.push(request.prompt)
      return { segments: (request.prompt ? answers.prompted : answers.plain) ?? [], language: 'en' }
    },
  }
  const request: TranscribeRequest = {
    file: 'a.flac',
    durationSeconds: 32,
    language: null,
    prompt,
    signal: new AbortController().signal,
  }
  const { segments } = await hearAll(transcriber).transcribe(request)
  return { segments, asked }
}

it.each([
  ['in the middle', [segment(0, 14), segment(30, 32, 'We check the machine.')]],
  ['at the end', [segment(0, 14)]],
  ['at the beginning', [segment(18, 31)]],
  ['of the whole piece', []],
])('speech that is left out %s is asked for without the prompt', async (_, prompted) => {
  expect(await heard({ prompted, plain: whole })).toEqual({ segments: whole, asked: ['Ana Ruiz.', null] })
})

it('a pause of the speaker keeps the spelling of the prompt', async () => {
  const prompted = [segment(0, 10, 'Teufelsmoor it is.'), segment(25, 31)]
  const plain = [segment(0, 10, 'Teufels mohr it is.'), segment(25, 31)]
  expect((await heard({ prompted, plain })).segments).toEqual(prompted)
})

it.each([
  ['an answer without a gap', whole, 'Ana Ruiz.'],
  ['a question without a prompt', [segment(0, 3)], null],
])('%s is taken as it is', async (_, segments, prompt) => {
  expect((await heard({ prompted: segments, plain: segments }, prompt)).asked).toEqual([prompt])
})
