/** A worker that listens: `node whisper-hold.ts <model> <sound> <seconds>`. */
import { findToolOnPath } from '@async-events/sandbox'
import { createWhisper } from '../src/index.ts'

const [model = '', file = '', seconds = ''] = process.argv.slice(2)
await createWhisper({ findTool: findToolOnPath(), model: { name: 'base', file: model } }).transcribe({
  file,
  durationSeconds: Number(seconds),
  language: 'en',
  prompt: null,
  signal: new AbortController().signal,
})
