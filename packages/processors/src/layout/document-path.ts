import { cleanPathPart } from './clean-path-part.ts'

/** What lies beside the event's folder: an event of that name would be a folder and a file at once. */
const rootFiles = new Set(['metadata.json', 'readme.md', 'manifest.json'])

/** `<event>/<target_language>/<track>/<file_stem>.md`, as the document is called in every archive. */
export function documentPath(job: {
  event: string
  target_language: string
  track: string
  file_stem: string
}): string {
  const parts = [job.target_language, job.track, job.file_stem].map(cleanPathPart)
  return `${[eventFolder(job.event), ...parts].join('/')}.md`
}

/** The folder, of one part, that holds everything of an event. */
export function eventFolder(event: string): string {
  const clean = cleanPathPart(event)
  return rootFiles.has(clean.toLowerCase()) ? `${clean}_` : clean
}
