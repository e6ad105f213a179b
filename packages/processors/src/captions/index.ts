export { type ReadCorrection, readCorrection } from './read/read-correction.ts'
export { writeSegments } from './write/store-transcript.ts'
export { type TranscriptFormat, transcriptFormats, writeTranscriptAs } from './write/write-transcript-as.ts'
