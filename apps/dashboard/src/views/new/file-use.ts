/** What becomes of a file: it has sessions, or it is uploaded for a job of a type. */
export type FileUse = { kind: 'text' } | { kind: 'upload'; jobType: 'video' | 'audio' | 'pdf' | 'transform' }

const byEnding: readonly [RegExp, FileUse][] = [
  [/\.(?:csv|tsv|json|xml|xcal|ics|ical)$/i, { kind: 'text' }],
  [/\.(?:pdf|pptx?|odp)$/i, { kind: 'upload', jobType: 'pdf' }],
  [/\.(?:md|markdown|html?)$/i, { kind: 'upload', jobType: 'transform' }],
  [/\.(?:mp3|m4a|ogg|oga|opus|flac|wav|aac)$/i, { kind: 'upload', jobType: 'audio' }],
  [/\.(?:mp4|m4v|webm|mkv|mov|avi|ogv|ts)$/i, { kind: 'upload', jobType: 'audio' }],
]

/**
 * What to do with a file that somebody gives, by its name and, where that says nothing, its media type. A recording gives a
 * transcript. Null for what no job type reads.
 */
export function fileUseOf({ name, type }: { name: string; type: string }): FileUse | null {
  const found = byEnding.find(([ending]) => ending.test(name))
  if (found) return found[1]
  if (/^(?:video|audio)\//.test(type)) return { kind: 'upload', jobType: 'audio' }
  if (type === 'application/pdf') return { kind: 'upload', jobType: 'pdf' }
  return type.startsWith('text/') ? { kind: 'text' } : null
}
