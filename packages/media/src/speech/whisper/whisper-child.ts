import { readFileSync } from 'node:fs'
import { Whisper, WhisperFullParams, WhisperSamplingStrategy } from '@napi-rs/whisper'
import type { HeardPart, WhisperTask, WindowMessage } from './whisper-messages.ts'

// Hears windows and prints a message for each on standard output. A child process: the binding is synchronous native
// code, whose memory is freed only with its process.

const task = JSON.parse(process.argv[2] ?? '') as WhisperTask
// Flash attention takes 90 MB less.
const whisper = new Whisper(task.model, { useGpu: false, flashAttn: true })
let { language } = task

for (const [window, file] of task.windows.entries()) {
  const parts = await hear(readSamples(file))
  language ??= Whisper.lang(whisper.fullLangId)
  say({ window, parts, language })
}
// The binding's callbacks keep the event loop alive after the last window until they are collected: it would not end.
process.stdout.end(() => process.exit())

async function hear(samples: Float32Array): Promise<HeardPart[]> {
  const params = new WhisperFullParams(WhisperSamplingStrategy.Greedy)
  params.nThreads = task.threads
  params.language = language ?? 'auto'
  params.noContext = true
  params.suppressNonSpeechTokens = true
  if (task.prompt !== null) params.initialPrompt = task.prompt
  params.printProgress = false
  params.printTimestamps = false
  // A segment for each word, so that words have times.
  params.tokenTimestamps = true
  params.maxLen = 1
  params.splitOnWord = true
  const parts: HeardPart[] = []
  // Hundredths of a second; the text comes without blanks at its ends.
  params.onNewSegment = ({ start, end, text }) =>
    parts.push({ start: start / 100, end: end / 100, text: ` ${text}` })
  whisper.full(params, samples)
  // Its callbacks wait for the event loop.
  await new Promise((resolve) => setImmediate(resolve))
  return parts
}

/** A WAV file as `writeWindows` writes it. */
function readSamples(file: string): Float32Array {
  const bytes = readFileSync(file)
  const count = (bytes.length - 44) >> 1
  return Float32Array.from({ length: count }, (_, at) => bytes.readInt16LE(44 + 2 * at) / 32_768)
}

function say(message: WindowMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
