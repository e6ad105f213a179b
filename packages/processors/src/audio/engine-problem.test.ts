import type { Transcriber } from '@async-events/core'
import { expect, it } from 'vitest'
import { betterEngine, engineProblem } from './engine-problem.ts'

const engine = (languages: string[] | null): Transcriber => ({
  name: 'engine',
  languages,
  concurrency: 1,
  transcribe: () => Promise.reject(new Error('nobody asks')),
})
const advice = 'Run this'

it.each([
  [engine(null), 'de'],
  [engine(['en']), 'en'],
  [engine(['en']), null],
])('%o can transcribe %s', (transcriber, stated) => {
  expect(engineProblem({ transcriber, transcriberAdvice: advice }, stated)).toBeNull()
})

it('no engine: the advice of this worker, else all that there is', () => {
  const message = (transcriberAdvice: string | null) =>
    engineProblem({ transcriber: null, transcriberAdvice }, 'en')?.warning.message
  expect(message(advice)).toBe('There is no transcript: there is no speech engine to use. Run this')
  expect(message(null)).toMatch(/npm run models -- get base.*pocketsphinx.*TRANSCRIPT_ENGINE=openai/)
})

it('an engine of another language: the advice of this worker, else what knows others', () => {
  const problem = (transcriberAdvice: string | null) =>
    engineProblem({ transcriber: engine(['en']), transcriberAdvice }, 'de')
  expect(problem(advice)).toMatchObject({
    reason: 'language_not_supported',
    warning: { message: expect.stringMatching(/supports "en" only.*in "de"\. Run this$/) },
  })
  expect(problem(null)?.warning.message).toContain('npm run models -- get base')
})

it('a better engine is worth a warning where there is advice', () => {
  expect(betterEngine({ transcriberAdvice: null }, engine(null))).toEqual([])
  expect(betterEngine({ transcriberAdvice: advice }, engine(null))).toEqual([
    { code: 'better_engine_available', message: expect.stringMatching(/of engine.*Run this$/) },
  ])
})
