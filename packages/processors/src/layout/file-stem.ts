import { cleanPathPart } from './clean-path-part.ts'

/** The file name that a document is wished, without the ending of Markdown. */
export const documentStem = (filename: string): string =>
  cleanPathPart(filename.replace(/\.(md|markdown)$/i, ''))

/** A title or file name as the name of a folder: without any ending. */
export const titleStem = (title: string): string => cleanPathPart(title.replace(/\.[a-z0-9]{1,8}$/i, ''))
