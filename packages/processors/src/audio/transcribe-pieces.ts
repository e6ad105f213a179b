import { setTimeout } from 'node:timers/promises'
import { type AppError, type TranscribeAnswer, type Transcriber, toAppError } from '@async-events/core'
import type { PieceKeeper } from './keep-pieces.ts'

/** A part of the recording in its own file; times are seconds of the recording. */
export interface SoundPiece {
  file: string
  start: number
  end: number
}

export interface PieceOptions {
  /** Language hint for the engine. */
  language: string | null
  /** For engines that take one. */
  prompt?: string | null
  signal: AbortSignal
  /** Where answers outlive the attempt. */
  keeper?: PieceKeeper
  onDone(piece: SoundPiece): void
  /** Share of a piece that is done, 0 to 1, from engines that tell. */
  onShare?(piece: SoundPiece, share: number): void
}

/** Pause before a second try of a piece. */
const retryMs = 1_000
/** Longer waits of an engine fail the step; shorter ones are waited out, to keep finished pieces. */
const longestWaitMs = 120_000
/** Most waits of a piece, as the engine asks. */
const mostWaits = 10

/**
 * Transcribes pieces with the concurrency of the engine; results are in the order of the pieces. A retryable failure
 * is retried once; an engine that asks to wait gets no request until then. The first failure that remains aborts the
 * others and is thrown. Pieces that an earlier attempt finished are taken from the keeper before anything is asked.
 */
export async function transcribePieces(
  transcriber: Transcriber,
  pieces: readonly SoundPiece[],
  { language, prompt = null, signal, keeper, onDone, onShare }: PieceOptions,
): Promise<TranscribeAnswer[]> {
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  const answers: TranscribeAnswer[] = []
  let notBefore = 0
  let next = 0
  let failure: unknown

  const attempt = async (piece: SoundPiece): Promise<TranscribeAnswer> => {
    const { file, start, end } = piece
    for (let wait = notBefore - Date.now(); wait > 0; wait = notBefore - Date.now()) {
      await setTimeout(wait, undefined, { signal: ended })
    }
    return transcriber.transcribe({
      file,
      durationSeconds: end - start,
      language,
      prompt,
      signal: ended,
      ...(onShare && { onShare: (share) => onShare(piece, share) }),
    })
  }

  const transcribe = async (piece: SoundPiece): Promise<TranscribeAnswer> => {
    let [waits, retries] = [0, 0]
    for (;;) {
      try {
        return await attempt(piece)
      } catch (thrown) {
        ended.throwIfAborted()
        const error: AppError = toAppError(thrown)
        const asked = error.retryAfterMs
        const again =
          error.retryable && (asked === null ? retries++ < 1 : asked <= longestWaitMs && waits++ < mostWaits)
        if (!again) throw thrown
        notBefore = Math.max(notBefore, Date.now() + (asked ?? retryMs))
      }
    }
  }

  for (const [at, piece] of pieces.entries()) {
    const known = await keeper?.get({ file: piece.file, language, prompt })
    signal.throwIfAborted()
    if (!known) continue
    answers[at] = known
    onDone(piece)
  }

  const work = async (): Promise<void> => {
    while (!ended.aborted && next < pieces.length) {
      const at = next++
      const piece = pieces[at]
      if (piece === undefined) return
      if (answers[at] !== undefined) continue
      try {
        const answer = await transcribe(piece)
        answers[at] = answer
        await keeper?.put({ file: piece.file, language, prompt }, answer)
        onDone(piece)
      } catch (thrown) {
        failure ??= thrown
        stop.abort()
      }
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, transcriber.concurrency) }, work))
  signal.throwIfAborted()
  if (stop.signal.aborted) throw failure
  return answers
}
