import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import {
  AppError,
  type FindTool,
  isUnspaced,
  joinCutWords,
  type SpeechSegment,
  type TranscribeAnswer,
  type TranscribeRequest,
  type Transcriber,
} from '@async-events/core'
import { findPausesOfSamples } from '../../voice/find-pauses.ts'
import { writeSamples } from '../write-samples.ts'
import { dropInvented } from './drop-invented.ts'
import { findWhisper, whisperProgram } from './find-whisper.ts'
import { placeInSound, planWindows, type Window } from './plan-windows.ts'
import { runWhisperBinding } from './run-whisper-binding.ts'
import { runWhisperProgram } from './run-whisper-program.ts'
import { segmentWords } from './segment-words.ts'
import { whisperLimits } from './whisper-limits.ts'
import type { HeardWindow } from './whisper-messages.ts'
import { writeWindows } from './write-windows.ts'

export interface WhisperOptions {
  findTool: FindTool
  /** `file` is in the format of whisper.cpp (ggml); `name` is for results, such as `base-q5_1` or `base.en`. */
  model: { name: string; file: string }
  /** As many as the machine has processors by default. */
  threads?: number
  /** Limit of resident memory of the child. */
  memoryBytes?: number
}

const defaultMemoryBytes = 6 * 1024 ** 3

/**
 * Whisper on this machine: whisper.cpp, as a program or as a binding for Node, with a model file. Sound is cut at
 * silences into windows; what is no speech is left out. Its intermediate files are next to the request's file and are removed
 * when it settles.
 */
export function createWhisper({
  findTool,
  model,
  threads = availableParallelism(),
  memoryBytes = defaultMemoryBytes,
}: WhisperOptions): Transcriber {
  return {
    name: `whisper:${model.name}`,
    languages: /\.en(?:[-.]|$)/.test(model.name) ? ['en'] : null,
    // It uses all processors for one request.
    concurrency: 1,
    async transcribe(request): Promise<TranscribeAnswer> {
      request.signal.throwIfAborted()
      const workdir = await mkdtemp(join(dirname(await realpath(request.file)), 'speech-'))
      try {
        const ctx = { findTool, signal: request.signal, workdir }
        await writeSamples(ctx, request.file, 'sound.raw')
        const samples = join(workdir, 'sound.raw')
        const { pauses, duration } = await findPausesOfSamples(ctx, samples)
        const windows = planWindows(pauses, duration)
        if (windows.length === 0) return { segments: [], language: null }
        const files = await writeWindows(samples, windows, workdir)
        const limits = whisperLimits(request.durationSeconds, memoryBytes)
        const task = {
          model: await realpath(model.file),
          windows: files,
          language: request.language,
          prompt: request.prompt,
          threads,
        }
        const onDone = (count: number): void => request.onShare?.(count / windows.length)
        const program = whisperProgram(findTool)
        if (findWhisper(findTool) === null) throw noProgram()
        const heard =
          program === null
            ? await runWhisperBinding(ctx, task, limits, onDone)
            : await runWhisperProgram(ctx, program, task, limits, onDone)
        return answerOf(windows, heard, request)
      } finally {
        await rm(workdir, { recursive: true, force: true })
      }
    },
  }
}

const noProgram = (): AppError =>
  new AppError(
    'tool_missing',
    'Whisper cannot run on this worker: there is no package of whisper.cpp for its processor; install its program "whisper-cli"',
  )

function answerOf(
  windows: readonly Window[],
  heard: readonly HeardWindow[],
  { language }: TranscribeRequest,
): TranscribeAnswer {
  const segments = windows.flatMap((window, at): SpeechSegment[] => {
    const words = joinCutWords(heard[at]?.parts ?? []).map(({ start, end, text }) => ({
      ...placeInSound(window, { start, end: Math.max(start, end) }),
      text,
    }))
    // A part is a word only where a language has blanks between words.
    return words.some(({ text }) => [...text].some(isUnspaced)) ? words : segmentWords(words)
  })
  return {
    segments: dropInvented(segments),
    language: language ?? heard.find((one) => one.language !== null)?.language ?? null,
  }
}
