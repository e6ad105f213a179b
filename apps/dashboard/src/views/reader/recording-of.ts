import type { Job } from '@async-events/client'
import type { TimeLinks } from './time-links.ts'

export interface Recording {
  /** Where it is, as its document names it. */
  address: string
  kind: 'video' | 'audio'
  /** Second of the recording at which the talk begins. */
  from: number
  /** What can be played on this page; null where only the site of the recording plays it. */
  media: string | null
}

/**
 * The recording of a finished job: a file of its results, else what its document names. A file of another site is not played
 * here: its site learns of a reader only who goes there.
 */
export function recordingOf(
  { results, parameters }: Pick<Job, 'results' | 'parameters'>,
  links: TimeLinks | null,
  { pageOrigin, urlOf }: { pageOrigin: string; urlOf: (url: string) => string },
): Recording | null {
  const file = results?.assets.find(({ media_type: type }) => /^(?:video|audio)\//.test(type))
  if (file) {
    const media = urlOf(file.url)
    const kind = file.media_type.startsWith('video/') ? 'video' : 'audio'
    return { address: media, kind, from: 0, media }
  }
  const { front_matter: front, recording } = results?.structured_data ?? {}
  const address = typeof front?.video === 'string' ? front.video : parameters.video_url
  const url = address === undefined ? null : URL.parse(address)
  if (address === undefined || url === null) return null
  const stated = recording?.video_start ?? parameters.video_start
  // The whole recording is loaded, and the talk found in it.
  url.hash = ''
  return {
    address,
    kind: recording?.kind === 'audio' ? 'audio' : 'video',
    from: typeof stated === 'number' ? stated : (links?.from ?? 0),
    // Something was read of it, so it is a recording and no page about one.
    media: recording && url.origin === pageOrigin ? url.href : null,
  }
}
