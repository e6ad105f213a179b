import type { FoundPassage, FoundTalk, SearchAnswer } from '@async-events/core'
import { atTalkTime } from '@async-events/processors/at-talk-time'
import { prefix } from './job-view.ts'

/** What was found, as it is answered. */
export function searchView({ total, isComplete, hits, facets, complete_until }: SearchAnswer) {
  return {
    status: 'success' as const,
    total,
    is_complete: isComplete,
    indexed_until: complete_until?.toISOString() ?? null,
    hits: hits.map(({ talk, passages }) => hitView(talk, passages)),
    facets,
  }
}

function hitView(
  { job_id, batch_id, title, event, track, speakers, language, recording }: FoundTalk,
  passages: readonly FoundPassage[],
) {
  return {
    job_id,
    job_url: `${prefix}/jobs/${job_id}`,
    batch_id,
    title,
    event,
    track,
    speakers,
    language,
    passages: passages.map(({ text, marks, seconds, ...passage }) => ({
      ...passage,
      seconds,
      parts: partsOf(text, marks),
      recording_url: recording === null || seconds === null ? null : atTalkTime(recording, seconds),
    })),
  }
}

function partsOf(text: string, marks: FoundPassage['marks']): { text: string; found: boolean }[] {
  const parts: { text: string; found: boolean }[] = []
  let at = 0
  for (const [start, end] of marks) {
    parts.push({ text: text.slice(at, start), found: false }, { text: text.slice(start, end), found: true })
    at = end
  }
  parts.push({ text: text.slice(at), found: false })
  return parts.filter((part) => part.text !== '')
}
