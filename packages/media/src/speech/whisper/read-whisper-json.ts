import type { HeardPart, HeardWindow } from './whisper-messages.ts'

/**
 * Parses the JSON file of `whisper-cli -oj` (output_json in its cli.cpp): `result.language`, and `transcription` with
 * `offsets` in milliseconds and `text`. Null for what is none.
 */
export function readWhisperJson(text: string): HeardWindow | null {
  const read = parse(text)
  if (!isObject(read) || !Array.isArray(read.transcription)) return null
  const result = read.result
  const language = isObject(result) && typeof result.language === 'string' ? result.language : null
  const parts: HeardPart[] = []
  for (const one of read.transcription as unknown[]) {
    const part = partOf(one)
    if (part === null) return null
    parts.push(part)
  }
  return { parts, language }
}

function partOf(one: unknown): HeardPart | null {
  if (!isObject(one) || !isObject(one.offsets)) return null
  const { from, to } = one.offsets
  const { text } = one
  if (typeof from !== 'number' || typeof to !== 'number' || typeof text !== 'string') return null
  return { start: from / 1000, end: to / 1000, text }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
