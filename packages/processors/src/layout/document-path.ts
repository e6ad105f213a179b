import { cleanPathPart } from './clean-path-part.ts'
import { eventFolder } from './event-folder.ts'

/** `<event>/<target_language>/<track>/<file_stem>.md`, path of the document in every archive. */
export function documentPath(job: {
  event: string
  target_language: string
  track: string
  file_stem: string
}): string {
  const parts = [job.target_language, job.track, job.file_stem].map(cleanPathPart)
  return `${[eventFolder(job.event), ...parts].join('/')}.md`
}
