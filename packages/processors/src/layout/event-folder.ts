import { cleanPathPart } from './clean-path-part.ts'

/** Files in the root: an event of that name would be a folder and a file at once. */
const rootFiles = new Set(['metadata.json', 'readme.md', 'manifest.json'])

/** The top-level folder of an event. */
export function eventFolder(event: string): string {
  const clean = cleanPathPart(event)
  return rootFiles.has(clean.toLowerCase()) ? `${clean}_` : clean
}

/** The folder of a one-processor job in every archive. */
export const filesFolder = (fileStem: string): string => eventFolder(fileStem)
