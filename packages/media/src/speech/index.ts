export { createPocketsphinx } from './create-pocketsphinx.ts'
export { isPocketsphinxInstalled } from './pocketsphinx-model.ts'
export { createWhisper, type WhisperOptions } from './whisper/create-whisper.ts'
export { findWhisper } from './whisper/find-whisper.ts'
