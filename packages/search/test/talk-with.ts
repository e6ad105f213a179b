import type { SearchableTalk, SearchPassage } from '@async-events/core'

let count = 0

/** A talk of which only what is given is of interest. */
export function talkWith(change: Partial<SearchableTalk> = {}): SearchableTalk {
  count += 1
  return {
    job_id: `job-0199a0b4-0000-7000-8000-${String(count).padStart(12, '0')}`,
    run: 1,
    batch_id: null,
    user_id: null,
    title: 'A talk',
    event: 'Bar Conf',
    track: 'wetlands',
    speakers: [],
    language: 'en',
    recording: 'https://video.example/talk.webm',
    passages: [],
    ...change,
  }
}

export const passage = (text: string, change: Partial<SearchPassage> = {}): SearchPassage => ({
  kind: 'document',
  language: 'en',
  text,
  times: [],
  slide: null,
  ...change,
})
