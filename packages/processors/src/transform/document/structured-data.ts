import type { ResultFile } from '@async-events/core'
import type { RenderedSection } from '../template/render-body.ts'
import type { DocumentInput } from './document-values.ts'
import { evidenceData } from './evidence-data.ts'
import { sourcedFacts } from './named-facts.ts'

/**
 * The data of the document as JSON (`metadata.json` of the archive). Times are seconds of the talk, which may be a part of the recording, paths those
 * of the archive; `evidence` says of each sentence of a field when it was said, or on which of `slides` (from 0) it stands;
 * `facts` says where each fact comes from; `sections` holds the Markdown of each section.
 */
export function structuredData(
  input: DocumentInput,
  rendered: { front_matter: Record<string, unknown>; sections: readonly RenderedSection[] },
  assets: readonly ResultFile[],
): Record<string, unknown> {
  const { sources, slides, transcript, chapters, duration } = input
  const evidence = Object.entries(input.answer?.evidence ?? {})
  const shown = new Set(assets.map(({ path }) => path))
  return {
    front_matter: rendered.front_matter,
    facts: sourcedFacts(input.params, sources.page, input.facts),
    fields: input.answer?.values ?? {},
    evidence: Object.fromEntries(
      evidence.map(([name, statements]) => [
        name,
        statements.map((statement) => evidenceData(statement, input.passages)),
      ]),
    ),
    parts: input.parts.map((part, at) => {
      const gist = input.answer?.gists[at] ?? null
      return { ...part, gist: gist && evidenceData(gist, input.passages) }
    }),
    recording: sources.video && {
      kind: sources.video.kind,
      duration,
      // Of the recording; everything else counts from the start of the talk.
      ...(sources.range && { video_start: sources.range.start, video_end: sources.range.end }),
      // Nobody stated them.
      ...(sources.range && input.params.fitted_range && { boundaries: input.params.fitted_range }),
      width: sources.video.width,
      height: sources.video.height,
      chapters,
    },
    transcript: transcript && {
      engine: input.engines.transcript ?? null,
      language: input.spokenLanguage,
      words: sources.audio?.words ?? null,
      has_times: transcript.cues.length > 0,
      ...(sources.audio && sources.audio.mended.count > 0 && { mended: sources.audio.mended }),
    },
    slides: slides.slides.map(({ number, file, title, ocr, spans, shown: picture }) => ({
      number,
      source: file === null ? null : (sources.pdfs[file]?.pdf.url ?? null),
      title,
      ocr,
      times: spans,
      picture: picture && shown.has(picture.path) ? picture.path : null,
    })),
    sections: rendered.sections,
  }
}
