import { useFile } from '../../service/use-file.ts'
import type { Recording } from './recording-of.ts'

const ofResults = '/api/event-job/files/'

/** What a media element plays. Files of the results may need the caller's key; others are asked for by the browser. */
export function useMedia({ media }: Recording): string | null {
  const isFile = media?.includes(ofResults) ?? false
  const file = useFile(isFile ? media : null)
  return isFile ? file : media
}
