import { AppError, type Transcriber } from '@async-events/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPace } from '../../../ai/src/openai/pace.ts'
import { type SoundPiece, transcribePieces } from './transcribe-pieces.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const minute = 60_000
/** An hour of speech, as it is cut. */
const pieces: SoundPiece[] = Array.from({ length: 12 }, (_, at) => ({
  file: `${at}`,
  start: at * 300,
  end: at * 300 + 300,
}))

/** Answers one request after the other, each in 0.8 of the time that was spoken. What nobody waits for any more is left. */
function endpointOfOneWorker() {
  let queue: (() => void)[] = []
  let isBusy = false
  const served = { answers: 0, timeouts: 0, most: 0 }
  const next = (): void => {
    const begin = queue.shift()
    isBusy = begin !== undefined
    begin?.()
  }
  const answer = (seconds: number, timeoutMs: number) =>
    new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        setTimeout(() => {
          clearTimeout(timer)
          served.answers += 1
          resolve()
          next()
        }, seconds * 800)
      }
      const timer = setTimeout(() => {
        served.timeouts += 1
        queue = queue.filter((waiting) => waiting !== begin)
        reject(new AppError('timeout'))
      }, timeoutMs)
      queue.push(begin)
      served.most = Math.max(served.most, queue.length + (isBusy ? 1 : 0))
      if (!isBusy) next()
    })
  return { answer, served }
}

/** A worker with the settings that the product has by default, apart from the requests at a time. */
function workerOf({ answer }: ReturnType<typeof endpointOfOneWorker>, concurrency: number): Transcriber {
  const pace = createPace({ concurrency, timeoutMs: 10 * minute })
  return {
    name: 'openai:slow',
    languages: null,
    concurrency,
    transcribe: ({ durationSeconds, signal }) =>
      pace.run(durationSeconds, signal, async (timeoutMs) => {
        await answer(durationSeconds, timeoutMs)
        return { segments: [{ start: 0, end: 1, text: 'water' }], language: 'en' }
      }),
  }
}

const hear = (transcriber: Transcriber) =>
  transcribePieces(transcriber, pieces, {
    language: 'en',
    signal: new AbortController().signal,
    onDone: () => {},
  })

/** Lets time pass until all is done; returns the minutes. */
async function minutesOf(all: Promise<unknown>): Promise<number> {
  const began = Date.now()
  let ended = false
  const end = (): void => {
    ended = true
  }
  all.then(end, end)
  while (!ended) await vi.advanceTimersByTimeAsync(minute)
  return (Date.now() - began) / minute
}

it.each([
  ['one worker', 1, 1, 1],
  ['two steps of one worker', 1, 2, 1],
  ['two workers', 2, 1, 1],
  ['a worker that sends four at a time', 1, 1, 4],
  ['two workers with two steps each', 2, 2, 1],
])('an hour completes at 0.8 of real time, for %s', async (_, workers, steps, concurrency) => {
  const endpoint = endpointOfOneWorker()
  const all = Promise.all(
    Array.from({ length: workers }, () => workerOf(endpoint, concurrency)).flatMap((worker) =>
      Array.from({ length: steps }, () => hear(worker)),
    ),
  )
  const minutes = await minutesOf(all)
  for (const answers of await all) expect(answers).toHaveLength(12)
  expect(endpoint.served).toEqual({ answers: 12 * workers * steps, timeouts: 0, most: workers * concurrency })
  expect(minutes).toBeCloseTo(48 * workers * steps, -1)
})

it('an endpoint that hangs is found after the timeout and one longer try', async () => {
  const waits: number[] = []
  const answer = (_: number, timeoutMs: number) =>
    new Promise<void>((_resolve, reject) => {
      waits.push(timeoutMs / minute)
      setTimeout(() => reject(new AppError('timeout')), timeoutMs)
    })
  const failure = hear(workerOf({ ...endpointOfOneWorker(), answer }, 1)).catch((thrown: unknown) => thrown)
  await minutesOf(failure)
  expect(await failure).toMatchObject({ code: 'timeout', retryable: true })
  expect(waits).toEqual([10, 20])
})
