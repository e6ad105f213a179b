import type { JobCreate, SessionParameters } from '@async-events/client'
import { page } from '../answers.ts'
import type { Place } from '../fake-internet.ts'

/** Something to read, so that a page counts as content. */
export const words = `<p>This talk explains how water moves through reed beds, why a sluice in the wrong place does harm,
and what the neighbours said when the meadow was wet for the first time in forty years.</p>
<p>The second half shows the measurements of three years. They were taken every Sunday by hand, and they agree with the
sensors to within two centimetres, which nobody had expected of either.</p>`

export const goodHtml = (inside = ''): string =>
  `<!doctype html><html lang="en"><head><title>Reed beds and patience</title></head>
<body><main><h1>Reed beds and patience</h1>${words}${inside}</main></body></html>`

export const goodPage = (place: Place, inside = ''): string => place.site(page(goodHtml(inside)))

/** A session; its page is a good one unless it is named. */
export function session(place: Place, parameters: Partial<SessionParameters> = {}): JobCreate {
  return {
    parameters: {
      event: 'Hostile Conf',
      session: 'Reed beds',
      track: 'main',
      filename: 'talk.md',
      target_language: 'en',
      url: parameters.url ?? goodPage(place),
      ...parameters,
    },
  }
}

export const pdfJob = (url: string): JobCreate => ({ job_type: 'pdf', parameters: { source: { url } } })
export const videoJob = (url: string): JobCreate => ({ job_type: 'video', parameters: { source: { url } } })
export const audioJob = (url: string): JobCreate => ({ job_type: 'audio', parameters: { source: { url } } })
