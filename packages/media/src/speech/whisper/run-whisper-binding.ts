import { AppError } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import { type WhisperLimits, whisperEnvironment } from './whisper-limits.ts'
import type { HeardWindow, WhisperTask, WindowMessage } from './whisper-messages.ts'

const script = new URL('whisper-child.ts', import.meta.url)

/** Runs the binding of whisper.cpp on the windows, in a Node process of its own: it is synchronous, and native code. */
export async function runWhisperBinding(
  ctx: ToolContext,
  task: WhisperTask,
  limits: WhisperLimits,
  onDone: (count: number) => void,
): Promise<HeardWindow[]> {
  const heard: HeardWindow[] = []
  await runTool(ctx, {
    tool: process.execPath,
    args: nodeChildArgs({ script, request: task, reads: ctx.workdir, heapBytes: 64 * 1024 ** 2 }),
    env: whisperEnvironment,
    ...limits,
    onLine: (line) => {
      const message = readMessage(line)
      if (message === null) return
      heard[message.window] = message
      onDone(message.window + 1)
    },
    failAs: 'transcriber_unavailable',
  })
  return task.windows.map((_, at) => {
    const window = heard[at]
    if (window === undefined) throw new AppError('transcript_invalid', 'Whisper returned no transcript')
    return window
  })
}

function readMessage(line: string): WindowMessage | null {
  try {
    return JSON.parse(line) as WindowMessage
  } catch {
    // whisper.cpp may print, too.
    return null
  }
}
