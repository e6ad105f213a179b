import type { JobCreate } from '@async-events/client'
import { answer } from './answers.ts'
import type { JobCase } from './case.ts'
import { session } from './catalogue/sessions.ts'
import { isWellFormed } from './document-checks.ts'
import type { Place } from './fake-internet.ts'
import { sheetsPdf } from './makers/documents.ts'
import { recording } from './makers/recordings.ts'

async function wholeSession(place: Place): Promise<JobCreate> {
  return session(place, {
    // As the transcriber hears it.
    source_language: 'de',
    video_url: place.site(answer('video/mp4', await recording('slides-shown')), { path: '/talk.mp4' }),
    attachments_url: place.site(answer('application/pdf', await sheetsPdf()), { path: '/slides.pdf' }),
  })
}

/** Jobs that have done nothing wrong, between all the others. */
export const goodJobs: readonly JobCase[] = [
  {
    row: 'good',
    name: 'a talk with everything',
    job: wholeSession,
    expected: {
      completes: {
        holds: async (job, hostile) => {
          await isWellFormed(job, hostile)
          if (job.warnings.length > 0) throw new Error(`warnings: ${JSON.stringify(job.warnings)}`)
        },
      },
    },
  },
  {
    row: 'good',
    name: 'a page alone',
    job: (place) => session(place),
    expected: { completes: { holds: isWellFormed } },
  },
]
