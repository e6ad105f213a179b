import { AppError, type TranscribeAnswer, type TranscribeRequest, type Transcriber } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import type { PieceKeeper } from './keep-pieces.ts'
import { type SoundPiece, transcribePieces } from './transcribe-pieces.ts'

const pieces: SoundPiece[] = Array.from({ length: 6 }, (_, at) => ({
  file: `${at}`,
  start: at * 10,
  end: at * 10 + 10,
}))

/** An engine that does for each piece and try what it is told. */
function engine(
  act: (request: TranscribeRequest, tryNumber: number) => Promise<void> | void,
  concurrency = 2,
) {
  const tries = new Map<string, number>()
  const asked: string[] = []
  const busy = { now: 0, most: 0 }
  const transcriber: Transcriber = {
    name: 'scripted',
    languages: null,
    concurrency,
    async transcribe(request) {
      const number = (tries.get(request.file) ?? 0) + 1
      tries.set(request.file, number)
      asked.push(request.file)
      busy.now += 1
      busy.most = Math.max(busy.most, busy.now)
      try {
        await act(request, number)
        return { segments: [{ start: 0, end: 1, text: request.file }], language: null }
      } finally {
        busy.now -= 1
      }
    },
  }
  const run = (signal = new AbortController().signal, done: string[] = []) =>
    transcribePieces(transcriber, pieces, { language: 'en', signal, onDone: ({ file }) => done.push(file) })
  return { transcriber, run, asked, busy, tries }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('pieces', () => {
  it('come back in their order, so many at a time', async () => {
    const { run, busy } = engine(async ({ file }) => {
      for (let turns = 0; turns < 6 - Number(file); turns++) await turn()
    }, 3)
    const done: string[] = []
    const answers = await run(undefined, done)
    expect(answers.map(({ segments }) => segments[0]?.text)).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(done.toSorted()).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(busy.most).toBe(3)
  })

  it('are tried once more after a failure that may pass', async () => {
    const { run, tries } = engine(({ file }, number) => {
      if (file === '2' && number === 1) throw new AppError('transcriber_unavailable')
    })
    expect(await run()).toHaveLength(6)
    expect([...tries.values()]).toEqual([1, 1, 2, 1, 1, 1])
  })

  it('end all when one fails twice', async () => {
    const { run, tries, busy } = engine(({ file, signal }) => {
      if (file === '0') throw new AppError('transcript_invalid')
      if (file === '1')
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    await expect(run()).rejects.toMatchObject({ code: 'transcript_invalid' })
    expect([...tries]).toEqual([
      ['0', 2],
      ['1', 1],
    ])
    expect(busy.now).toBe(0)
  })

  it('end all at once when one is refused', async () => {
    const { run, asked } = engine(({ file }) => {
      if (file === '0') throw new AppError('transcriber_refused')
    })
    await expect(run()).rejects.toMatchObject({ code: 'transcriber_refused', retryable: false })
    expect(asked.filter((file) => file === '0')).toHaveLength(1)
    expect(asked.length).toBeLessThan(6)
  })

  it('wait as long as the engine asks, all of them, and lose nothing', async () => {
    let busyUntil = 0
    let early = 0
    const { run } = engine(({ file }, number) => {
      if (Date.now() < busyUntil) early += 1
      if (file === '3' && number === 1) {
        busyUntil = Date.now() + 60
        throw new AppError('transcriber_unavailable', undefined, { retryAfterMs: 61 })
      }
    }, 1)
    expect(await run()).toHaveLength(6)
    expect(early).toBe(0)
  })

  it('are put off with the step when the engine asks for a long wait', async () => {
    const { run } = engine(() => {
      throw new AppError('transcriber_unavailable', undefined, { retryAfterMs: 600_000 })
    })
    await expect(run()).rejects.toMatchObject({ code: 'transcriber_unavailable', retryAfterMs: 600_000 })
  })

  it('do not wait for ever', async () => {
    const { run, asked } = engine(() => {
      throw new AppError('transcriber_unavailable', undefined, { retryAfterMs: 0 })
    }, 1)
    await expect(run()).rejects.toMatchObject({ code: 'transcriber_unavailable', retryAfterMs: 0 })
    expect(asked).toHaveLength(11)
  })

  it('stop with the step, also in the middle of a wait', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const { run, busy } = engine(() => {
      setImmediate(() => controller.abort(reason))
      throw new AppError('transcriber_unavailable', undefined, { retryAfterMs: 100_000 })
    })
    await expect(run(controller.signal)).rejects.toBe(reason)
    expect(busy.now).toBe(0)
  })
})

describe('finished pieces', () => {
  /** What attempts have in common. */
  function keeper() {
    const answers = new Map<string, TranscribeAnswer>()
    const key = (asked: { file: string; language: string | null; prompt: string | null }) =>
      JSON.stringify([asked.file, asked.language, asked.prompt])
    return {
      answers,
      get: async (asked: Parameters<PieceKeeper['get']>[0]) => answers.get(key(asked)) ?? null,
      put: async (asked: Parameters<PieceKeeper['get']>[0], answer: TranscribeAnswer) =>
        void answers.set(key(asked), answer),
    }
  }

  it('are kept: the next attempt asks for the others alone, and shows at once what there is', async () => {
    const kept = keeper()
    let away = true
    const { transcriber, asked } = engine(({ file }) => {
      if (away && file === '3') throw new AppError('transcriber_unavailable', undefined, { outage: true })
    }, 1)
    const options = { language: 'en', signal: new AbortController().signal, keeper: kept }
    await expect(
      transcribePieces(transcriber, pieces, { ...options, onDone: () => {} }),
    ).rejects.toMatchObject({
      outage: true,
    })
    expect(asked).toEqual(['0', '1', '2', '3', '3'])
    expect(kept.answers.size).toBe(3)

    away = false
    const seen: string[] = []
    const answers = await transcribePieces(transcriber, pieces, {
      ...options,
      onDone: ({ file }) => seen.push(`${file} after ${asked.length - 5}`),
    })
    expect(asked.slice(5)).toEqual(['3', '4', '5'])
    expect(seen.slice(0, 3)).toEqual(['0 after 0', '1 after 0', '2 after 0'])
    expect(answers.map(({ segments }) => segments[0]?.text)).toEqual(['0', '1', '2', '3', '4', '5'])
  })

  it('of another hint are not taken', async () => {
    const kept = keeper()
    const { transcriber, asked } = engine(() => {}, 2)
    const options = { signal: new AbortController().signal, keeper: kept, onDone: () => {} }
    await transcribePieces(transcriber, pieces, { ...options, language: 'en' })
    await transcribePieces(transcriber, pieces, { ...options, language: 'de' })
    await transcribePieces(transcriber, pieces, { ...options, language: 'de', prompt: 'Ada.' })
    expect(asked).toHaveLength(18)
    await transcribePieces(transcriber, pieces, { ...options, language: 'de', prompt: 'Ada.' })
    expect(asked).toHaveLength(18)
  })
})
