import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { readWhisperJson } from './read-whisper-json.ts'
import { type WhisperLimits, whisperEnvironment } from './whisper-limits.ts'
import type { HeardWindow, WhisperTask } from './whisper-messages.ts'

/**
 * Runs whisper.cpp's program on the windows, which are in the work folder. It loads the model once, and names each file
 * on standard error when it begins with it.
 */
export async function runWhisperProgram(
  ctx: ToolContext,
  program: string,
  { model, windows, language, prompt, threads }: WhisperTask,
  limits: WhisperLimits,
  onDone: (count: number) => void,
): Promise<HeardWindow[]> {
  const names = windows.map((file) => basename(file))
  await runTool(ctx, {
    tool: program,
    args: [
      ...['-m', model, '-t', `${threads}`, '-l', language ?? 'auto'],
      ...(prompt === null ? [] : ['--prompt', prompt]),
      ...decoding,
      ...names.flatMap((name) => ['-f', name]),
    ],
    env: whisperEnvironment,
    ...limits,
    // The text, which is read from files.
    onLine: () => {},
    onMessage: (line) => {
      const at = names.findIndex((name) => line.includes(`processing '${name}'`))
      if (at > 0) onDone(at)
    },
    failAs: 'transcriber_unavailable',
  })
  onDone(windows.length)
  return await Promise.all(names.map((name) => readHeard(join(ctx.workdir, `${name}.json`))))
}

/** A segment for each word, so that words have times; no context, as windows end at pauses; greedy. */
const decoding = ['-ml', '1', '-sow', '-mc', '0', '-bs', '1', '-ng', '-fa', '-oj']

async function readHeard(file: string): Promise<HeardWindow> {
  const heard = readWhisperJson(await readFile(file, 'utf8').catch(() => ''))
  if (heard === null) throw new AppError('transcript_invalid', 'whisper-cli wrote no transcript')
  return heard
}
