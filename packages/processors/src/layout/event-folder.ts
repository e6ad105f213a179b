import { cleanPathPart } from './clean-path-part.ts'

/** What lies next to the event's folder: an event of that name would be a folder and a file at once. */
const rootFiles = new Set(['metadata.json', 'readme.md', 'manifest.json'])

/** The folder, of one part, that holds everything of an event. */
export function eventFolder(event: string): string {
  const clean = cleanPathPart(event)
  return rootFiles.has(clean.toLowerCase()) ? `${clean}_` : clean
}

/** The folder of a job of one processor in every archive. */
export const filesFolder = (fileStem: string): string => eventFolder(fileStem)
