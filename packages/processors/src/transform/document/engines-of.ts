import type { TextModelAnswer } from '@async-events/core'
import type { Sources } from './read-sources.ts'
import type { ShownSlides } from './show-slides.ts'
import type { Transcript } from './write-transcript.ts'

/** Names of the engines used for a document, by kind. */
export interface Engines {
  /** Filled fields of the template. */
  text?: string
  /** Heard the transcript, or `captions`, or `corrected`. */
  transcript?: string
  /** Read text of slides from their pictures. */
  ocr?: string
}

export interface EngineTraces {
  answer: TextModelAnswer | null
  transcript: Transcript | null
  sources: Pick<Sources, 'audio' | 'pdfs'>
  slides: Pick<ShownSlides, 'slides'>
}

/** The engine that quotes. */
export const offline = 'extractive'

/** The engines with visible results; `textModel` is the name of the one asked for fields. */
export function enginesOf(textModel: string, { answer, transcript, sources, slides }: EngineTraces): Engines {
  const wrote = Object.values(answer?.values ?? {}).some((value) => value.trim() !== '')
  const text = writerOf(answer, textModel)
  const read = slides.slides.find(({ ocr, text }) => ocr && text.trim() !== '')
  const ocr = typeof read?.file === 'number' ? sources.pdfs[read.file]?.pdf.ocr_engine : null
  return {
    ...(wrote && { text }),
    ...(sources.audio && transcript && { transcript: sources.audio.engine }),
    ...(ocr && { ocr }),
  }
}

/** The engine whose texts are there: the offline one where nothing of what the model wrote is left. */
export const writerOf = (answer: TextModelAnswer | null, textModel: string): string =>
  answer !== null && isAllQuoted(answer) ? offline : textModel

function isAllQuoted({ values, quoted = [], gists, quotedGists }: TextModelAnswer): boolean {
  const own = Object.entries(values).some(([name, value]) => value.trim() !== '' && !quoted.includes(name))
  return quoted.length > 0 && !own && (quotedGists === true || gists.every((gist) => gist === null))
}
