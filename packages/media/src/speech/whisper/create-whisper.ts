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
import type { ToolContext } from '@async-events/sandbox'
import { findSilences, type Span } from '../../cut/find-silences.ts'
import { measureLevels } from '../../cut/measure-levels.ts'
import { planCuts } from '../../cut/plan-cuts.ts'
import { soundWithin } from '../../cut/sound-within.ts'
import { writeSamples } from '../write-samples.ts'
import { findWhisper, whisperProgram } from './find-whisper.ts'
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
/** Whisper's own window is 30 seconds; a shorter one is filled with silence. */
const longestWindow = 28

/**
 * Whisper on this machine: whisper.cpp, as a program or as a binding for Node, with a model file. Sound is cut at
 * silences into windows; silence is left out. Its intermediate files are next to the request's file and are removed
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
        const windows = await windowsOf(ctx, request.file)
        if (windows.length === 0) return { segments: [], language: null }
        await writeSamples(ctx, request.file, 'sound.raw')
        const files = await writeWindows(join(workdir, 'sound.raw'), windows, workdir)
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

async function windowsOf(ctx: ToolContext, file: string): Promise<Span[][]> {
  const levels = await measureLevels(ctx, file)
  const silences = findSilences(levels)
  return planCuts(silences, levels.duration, { maxSeconds: longestWindow })
    .map((piece) => soundWithin(piece, silences))
    .filter((span) => span !== null)
    .map((span) => [span])
}

function answerOf(
  windows: readonly (readonly Span[])[],
  heard: readonly HeardWindow[],
  { language }: TranscribeRequest,
): TranscribeAnswer {
  const segments = windows.flatMap((spans, at): SpeechSegment[] => {
    const offset = spans[0]?.start ?? 0
    const words = joinCutWords(heard[at]?.parts ?? []).map(({ start, end, text }) => ({
      start: offset + start,
      end: offset + Math.max(start, end),
      text,
    }))
    // A part is a word only where a language has blanks between words.
    return words.some(({ text }) => [...text].some(isUnspaced)) ? words : segmentWords(words)
  })
  return { segments, language: language ?? heard.find((one) => one.language !== null)?.language ?? null }
}
