import type { StepWarning } from '@async-events/core'

/** What was looked at, of what there is. */
export interface Part {
  /** As in "the first 400 of 512 pages". */
  name: 'pages' | 'pictures of the recording' | 'slides of the recording'
  taken: number
  of: number
}

/** Says what was too much to be looked at; none where all was. */
export function slidesCut(parts: readonly Part[]): StepWarning[] {
  const cut = parts.filter(({ taken, of }) => taken < of)
  if (cut.length === 0) return []
  const told = cut.map(({ name, taken, of }) => `the first ${taken} of ${of} ${name}`)
  return [
    {
      code: 'slides_cut',
      message: `Only ${told.join(' and ')} were looked at: later slides may have no times. Give only the slides of this talk in attachments_url, or only its part of the recording (#t=FROM,TO in video_url)`,
    },
  ]
}
