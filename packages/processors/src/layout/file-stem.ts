import { cleanPathPart } from './clean-path-part.ts'

/** The requested file name without a Markdown extension. */
export const documentStem = (filename: string): string =>
  cleanPathPart(filename.replace(/\.(md|markdown)$/i, ''))

/** A title or file name as a folder name, without extension. */
export const titleStem = (title: string): string => cleanPathPart(title.replace(/\.[a-z0-9]{1,8}$/i, ''))
